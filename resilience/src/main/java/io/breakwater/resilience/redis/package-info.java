/** The one way to Redis: every command goes through the same breaker, time limit and fallback. */
@NullMarked
package io.breakwater.resilience.redis;

import org.jspecify.annotations.NullMarked;
