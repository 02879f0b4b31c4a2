/** What was tried to get over a failure, by which strategy, and whether it worked. */
@NullMarked
package io.breakwater.resilience.recovery;

import org.jspecify.annotations.NullMarked;
