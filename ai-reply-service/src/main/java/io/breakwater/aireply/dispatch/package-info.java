/** Who goes next to the model: four priorities, ageing, fair between users, bounded, and never for nobody. */
@NullMarked
package io.breakwater.aireply.dispatch;

import org.jspecify.annotations.NullMarked;
