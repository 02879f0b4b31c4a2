/** The page at /. */
@NullMarked
package io.breakwater.health.home;

import org.jspecify.annotations.NullMarked;
