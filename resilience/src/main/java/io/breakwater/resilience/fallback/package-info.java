/** The one switch and the one record for everything that answers in place of what failed. */
@NullMarked
package io.breakwater.resilience.fallback;

import org.jspecify.annotations.NullMarked;
