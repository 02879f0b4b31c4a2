/** Telling what was counted. */
@NullMarked
package io.breakwater.usage.query;

import org.jspecify.annotations.NullMarked;
