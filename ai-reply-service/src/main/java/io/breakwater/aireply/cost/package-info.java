/** What a model's answer cost. */
@NullMarked
package io.breakwater.aireply.cost;

import org.jspecify.annotations.NullMarked;
