/** What goes on beside requests. */
@NullMarked
package io.breakwater.usage.background;

import org.jspecify.annotations.NullMarked;
