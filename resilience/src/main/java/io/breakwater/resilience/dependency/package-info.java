/** What this service depends on: whether it is there, how a cheap probe finds out, and how degraded the service is without it. */
@NullMarked
package io.breakwater.resilience.dependency;

import org.jspecify.annotations.NullMarked;
