/** What it costs health-service to watch a large fleet, and how soon it tells; next to Spring Boot Admin. */
@NullMarked
package io.breakwater.bench.health;

import org.jspecify.annotations.NullMarked;
