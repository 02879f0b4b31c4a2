/** A load from its start to its end: from memory, from a fetch that is under way already, or through the tiers. */
@NullMarked
package io.breakwater.imageproxy.load;

import org.jspecify.annotations.NullMarked;
