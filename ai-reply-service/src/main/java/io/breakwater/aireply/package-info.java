/** AI replies and record analyses, with a local answer when the model is away. */
@NullMarked
package io.breakwater.aireply;

import org.jspecify.annotations.NullMarked;
