/** What an account may use in an hour, a day or a month. */
@NullMarked
package io.breakwater.usage.limit;

import org.jspecify.annotations.NullMarked;
