/** The answer at /api/metrics: rate, errors and duration added up over the suite. */
@NullMarked
package io.breakwater.health.metrics;

import org.jspecify.annotations.NullMarked;
