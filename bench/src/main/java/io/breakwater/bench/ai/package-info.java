/** What ai-reply-service adds to a model's own time, next to a gateway that only passes requests on. */
@NullMarked
package io.breakwater.bench.ai;

import org.jspecify.annotations.NullMarked;
