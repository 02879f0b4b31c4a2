/** Liveness, readiness and start-up, as Kubernetes asks for them. */
@NullMarked
package io.breakwater.resilience.health;

import org.jspecify.annotations.NullMarked;
