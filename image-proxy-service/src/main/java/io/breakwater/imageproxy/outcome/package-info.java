/** What can become of a load: the one table of reasons, and the failures that carry them. */
@NullMarked
package io.breakwater.imageproxy.outcome;

import org.jspecify.annotations.NullMarked;
