/** What was loaded, from which tier, how fast, and why tiers were left. */
@NullMarked
package io.breakwater.imageproxy.stats;

import org.jspecify.annotations.NullMarked;
