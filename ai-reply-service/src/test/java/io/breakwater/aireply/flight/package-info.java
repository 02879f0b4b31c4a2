/** Tests of io.breakwater.aireply.flight. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.flight;
