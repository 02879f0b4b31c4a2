/** What must hold for the local store and for the group commit. */
@NullMarked
package io.breakwater.resilience.store;

import org.jspecify.annotations.NullMarked;
