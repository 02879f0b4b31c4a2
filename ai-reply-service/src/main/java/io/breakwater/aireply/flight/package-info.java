/** One piece of work at a time for each key, shared by all who ask for it meanwhile. */
@NullMarked
package io.breakwater.aireply.flight;

import org.jspecify.annotations.NullMarked;
