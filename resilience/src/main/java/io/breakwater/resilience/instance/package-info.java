/** Which instance of which service this is. */
@NullMarked
package io.breakwater.resilience.instance;

import org.jspecify.annotations.NullMarked;
