/** Where this service keeps what it must not forget: PostgreSQL where it is there, the local store else. */
@NullMarked
package io.breakwater.health.storage;

import org.jspecify.annotations.NullMarked;
