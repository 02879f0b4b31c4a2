/** /api/health/stream: the whole picture and each change as server-sent events. */
@NullMarked
package io.breakwater.health.stream;

import org.jspecify.annotations.NullMarked;
