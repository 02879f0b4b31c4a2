/** How every service reads and writes JSON. */
@NullMarked
package io.breakwater.resilience.json;

import org.jspecify.annotations.NullMarked;
