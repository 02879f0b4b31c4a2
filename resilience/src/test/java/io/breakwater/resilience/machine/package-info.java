/** Tests of io.breakwater.resilience.machine. */
@org.jspecify.annotations.NullMarked
package io.breakwater.resilience.machine;
