/** What image-proxy-service costs for hits and misses, next to nginx. */
@NullMarked
package io.breakwater.bench.image;

import org.jspecify.annotations.NullMarked;
