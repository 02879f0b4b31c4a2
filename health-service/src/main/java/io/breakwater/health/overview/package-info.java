/** The answers at /api/health: how the suite is, and why. */
@NullMarked
package io.breakwater.health.overview;

import org.jspecify.annotations.NullMarked;
