/** The answers at /api/health/alerts, and what an operator can do about alerts. */
@NullMarked
package io.breakwater.health.alert.api;

import org.jspecify.annotations.NullMarked;
