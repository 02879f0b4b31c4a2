/** How fast the packaged services are. */
@NullMarked
package io.breakwater.bench;

import org.jspecify.annotations.NullMarked;
