/** The tiers an image is looked for in, one after the other, each behind the breaker of its host. */
@NullMarked
package io.breakwater.imageproxy.tier;

import org.jspecify.annotations.NullMarked;
