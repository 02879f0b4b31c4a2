package io.breakwater.health.stream;

import io.breakwater.health.overview.DetailedHealth;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The picture at one moment, as it goes over the wire, made once for all.
 *
 * @param number one higher for the next
 * @param changes how many changes it has seen
 * @param madeAt as {@link System#nanoTime()} has it
 * @param difference from the picture before; null where that is no good to start from
 * @param whole null while nobody needs it
 */
record Picture(
        long number,
        long changes,
        long madeAt,
        DetailedHealth health,
        @Nullable Buffer difference,
        @Nullable Buffer whole) {

    Picture with(Buffer event) {
        return new Picture(number, changes, madeAt, health, difference, event);
    }
}
