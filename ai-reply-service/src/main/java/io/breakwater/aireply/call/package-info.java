/** Who waits for an answer, until when, and whether they are still there. */
@NullMarked
package io.breakwater.aireply.call;

import org.jspecify.annotations.NullMarked;
