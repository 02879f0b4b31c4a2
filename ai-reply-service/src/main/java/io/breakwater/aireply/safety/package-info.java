/** A user's text is data to the model, and a model's text is nothing to trust: fences around the one, screens before the other. */
@NullMarked
package io.breakwater.aireply.safety;

import org.jspecify.annotations.NullMarked;
