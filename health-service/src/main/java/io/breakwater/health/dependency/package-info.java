/** What this instance itself is told to use: the database, Redis, its own store. */
@NullMarked
package io.breakwater.health.dependency;

import org.jspecify.annotations.NullMarked;
