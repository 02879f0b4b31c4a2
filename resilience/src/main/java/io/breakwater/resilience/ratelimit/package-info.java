/** Telling callers what is left of a limit. */
@NullMarked
package io.breakwater.resilience.ratelimit;

import org.jspecify.annotations.NullMarked;
