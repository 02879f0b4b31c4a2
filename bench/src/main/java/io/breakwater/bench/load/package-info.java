/** Load on a service over HTTP, and how it was borne. */
@NullMarked
package io.breakwater.bench.load;

import org.jspecify.annotations.NullMarked;
