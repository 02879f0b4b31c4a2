/** Which hosts and addresses may be connected to at all: asked for every hop, before every connection. */
@NullMarked
package io.breakwater.imageproxy.guard;

import org.jspecify.annotations.NullMarked;
