/** Tests of io.breakwater.resilience.breaker. */
@org.jspecify.annotations.NullMarked
package io.breakwater.resilience.breaker;
