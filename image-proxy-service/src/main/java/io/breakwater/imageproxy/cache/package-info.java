/** What was fetched before, and what was refused before. */
@NullMarked
package io.breakwater.imageproxy.cache;

import org.jspecify.annotations.NullMarked;
