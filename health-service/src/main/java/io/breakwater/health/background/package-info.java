/** Work that goes on by itself: one virtual thread each, so that nothing that hangs delays anything else. */
@NullMarked
package io.breakwater.health.background;

import org.jspecify.annotations.NullMarked;
