/** The two-level cache: memory first, Redis behind it where there is one. */
@NullMarked
package io.breakwater.resilience.cache;

import org.jspecify.annotations.NullMarked;
