/** Queues as they are told of: how long, how busy, by priority. */
@NullMarked
package io.breakwater.resilience.queue;

import org.jspecify.annotations.NullMarked;
