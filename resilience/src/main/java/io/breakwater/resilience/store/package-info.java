/** The local store: small durable state on this machine's own disk, in SQLite, and the group commit that makes it fast. */
@NullMarked
package io.breakwater.resilience.store;

import org.jspecify.annotations.NullMarked;
