/** Tests of io.breakwater.aireply.usage. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.usage;
