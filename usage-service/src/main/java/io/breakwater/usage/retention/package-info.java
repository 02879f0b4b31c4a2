/** Dropping what has been kept long enough. */
@NullMarked
package io.breakwater.usage.retention;

import org.jspecify.annotations.NullMarked;
