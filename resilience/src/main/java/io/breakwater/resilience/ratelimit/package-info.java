/** Telling callers what is left of a limit, and reading when others want to be asked again. */
@NullMarked
package io.breakwater.resilience.ratelimit;

import org.jspecify.annotations.NullMarked;
