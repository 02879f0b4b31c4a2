package io.breakwater.health.stream;

import io.vertx.core.buffer.Buffer;

/**
 * The whole picture as it goes over the wire, made once for all.
 *
 * @param number higher for a later one
 * @param changes how many changes it has seen
 * @param madeAt as {@link System#nanoTime()} has it
 */
record Picture(long number, long changes, long madeAt, Buffer event) {}
