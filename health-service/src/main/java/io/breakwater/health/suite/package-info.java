/** The other services of the suite: read in the background, each through a breaker of its own. */
@NullMarked
package io.breakwater.health.suite;

import org.jspecify.annotations.NullMarked;
