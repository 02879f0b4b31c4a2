/** What became another, as it happens: told by whoever sees it, heard by whoever needs it. */
@NullMarked
package io.breakwater.health.change;

import org.jspecify.annotations.NullMarked;
