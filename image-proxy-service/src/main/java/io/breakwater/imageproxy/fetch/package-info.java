/** The way out of the process: one guarded, bounded fetch, redirects included. */
@NullMarked
package io.breakwater.imageproxy.fetch;

import org.jspecify.annotations.NullMarked;
