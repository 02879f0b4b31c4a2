/** Test fixtures that all services share: real servers on loopback, and ways to break the road to them. */
@NullMarked
package io.breakwater.resilience.testing;

import org.jspecify.annotations.NullMarked;
