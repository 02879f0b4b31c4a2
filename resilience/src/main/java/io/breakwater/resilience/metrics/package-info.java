/** Rate, errors and duration: one set of meters, told as JSON and for Prometheus. */
@NullMarked
package io.breakwater.resilience.metrics;

import org.jspecify.annotations.NullMarked;
