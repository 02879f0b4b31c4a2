package io.breakwater.resilience.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a minute never went below. For one thread. */
final class LastMinute {

    private final int readings;
    private final Deque<Double> latest = new ArrayDeque<>();

    /** @param readings how many make a minute, at least 1 */
    LastMinute(int readings) {
        this.readings = readings;
    }

    /** With this reading; null until a minute is known. */
    @Nullable
    Double least(double reading) {
        latest.addLast(reading);
        if (latest.size() > readings) {
            latest.removeFirst();
        }
        return latest.size() < readings
                ? null
                : latest.stream().min(Double::compare).orElse(null);
    }
}
