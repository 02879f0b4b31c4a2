/** What was served is counted in usage-service: kept here first, sent in the background, never lost. */
@NullMarked
package io.breakwater.aireply.usage;

import org.jspecify.annotations.NullMarked;
