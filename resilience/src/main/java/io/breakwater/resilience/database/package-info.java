/** PostgreSQL as a dependency, for the services that have one; the others leave its libraries out. */
@NullMarked
package io.breakwater.resilience.database;

import org.jspecify.annotations.NullMarked;
