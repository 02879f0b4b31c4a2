/** What recovered, how long it took, and drills that show that it would. */
@NullMarked
package io.breakwater.health.recovery;

import org.jspecify.annotations.NullMarked;
