/** What every Breakwater service carries; each subpackage is one feature. */
@NullMarked
package io.breakwater.resilience;

import org.jspecify.annotations.NullMarked;
