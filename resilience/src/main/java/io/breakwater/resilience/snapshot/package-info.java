/** What one instance knows of itself, in one answer that health-service reads. */
@NullMarked
package io.breakwater.resilience.snapshot;

import org.jspecify.annotations.NullMarked;
