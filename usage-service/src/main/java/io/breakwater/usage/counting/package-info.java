/** Counting each event exactly once, in PostgreSQL or in the local store, and moving what was journaled. */
@NullMarked
package io.breakwater.usage.counting;

import org.jspecify.annotations.NullMarked;
