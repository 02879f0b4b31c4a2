/** How a registered dependency is asked: one check for each type, none of which blocks a thread of another. */
@NullMarked
package io.breakwater.health.registered.check;

import org.jspecify.annotations.NullMarked;
