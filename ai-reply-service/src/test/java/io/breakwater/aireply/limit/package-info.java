/** Tests of io.breakwater.aireply.limit. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.limit;
