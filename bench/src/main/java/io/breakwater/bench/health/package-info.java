/** What it costs health-service to watch a large fleet, and how soon it tells. */
@NullMarked
package io.breakwater.bench.health;

import org.jspecify.annotations.NullMarked;
