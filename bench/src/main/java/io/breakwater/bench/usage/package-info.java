/** How fast usage-service counts, next to PostgreSQL alone. */
@NullMarked
package io.breakwater.bench.usage;

import org.jspecify.annotations.NullMarked;
