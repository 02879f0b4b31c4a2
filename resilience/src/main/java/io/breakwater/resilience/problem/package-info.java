/** The one catalogue of problems (RFC 9457), what each means to a caller, and the one place that turns failures into them. */
@NullMarked
package io.breakwater.resilience.problem;

import org.jspecify.annotations.NullMarked;
