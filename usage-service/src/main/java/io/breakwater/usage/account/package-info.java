/** Who is counted for, and what. */
@NullMarked
package io.breakwater.usage.account;

import org.jspecify.annotations.NullMarked;
