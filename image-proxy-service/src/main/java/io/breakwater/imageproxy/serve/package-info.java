/** The endpoint: from a load's outcome to an HTTP answer that is always an image, unless the caller wants a problem. */
@NullMarked
package io.breakwater.imageproxy.serve;

import org.jspecify.annotations.NullMarked;
