/** What was seen before: kept in the local store for a day, told by component and window. */
@NullMarked
package io.breakwater.health.history;

import org.jspecify.annotations.NullMarked;
