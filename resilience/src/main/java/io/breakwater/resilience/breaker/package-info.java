/** Circuit breakers as the operator sees them: listed with their real state, held open, closed and reset. */
@NullMarked
package io.breakwater.resilience.breaker;

import org.jspecify.annotations.NullMarked;
