/** Memory and CPU as this instance has them: read now and then, told in its snapshot. */
@NullMarked
package io.breakwater.resilience.machine;

import org.jspecify.annotations.NullMarked;
