/** How soon each service is ready and how much memory it takes, from each of its packages. */
@NullMarked
package io.breakwater.bench.start;

import org.jspecify.annotations.NullMarked;
