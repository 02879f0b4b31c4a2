/** What belongs to each remote host alone: its breaker, its permits, its rest. The way to any host leads through here. */
@NullMarked
package io.breakwater.imageproxy.host;

import org.jspecify.annotations.NullMarked;
