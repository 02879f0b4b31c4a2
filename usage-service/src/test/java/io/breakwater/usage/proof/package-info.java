/** Proof by killing: what was acknowledged counts exactly once, whatever is killed, hangs or is cut off, and when. */
@NullMarked
package io.breakwater.usage.proof;

import org.jspecify.annotations.NullMarked;
