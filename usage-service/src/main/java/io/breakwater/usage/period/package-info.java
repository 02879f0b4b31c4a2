/** The hours, days and months, in UTC, that counts are kept for. */
@NullMarked
package io.breakwater.usage.period;

import org.jspecify.annotations.NullMarked;
