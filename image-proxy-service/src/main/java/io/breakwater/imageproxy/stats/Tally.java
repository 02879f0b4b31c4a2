package io.breakwater.imageproxy.stats;

import io.breakwater.imageproxy.outcome.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What became of asking a tier or a host: as many numbers as there are reasons. Safe for many threads. */
final class Tally {

    private final LoadTimes times = new LoadTimes();
    private final AtomicLongArray left = new AtomicLongArray(Reason.values().length);

    /** @param reason why there was no image; null where there was */
    void asked(@Nullable Reason reason, Duration took) {
        times.record(took);
        if (reason != null) {
            left.incrementAndGet(reason.ordinal());
        }
    }

    long asked() {
        return times.count();
    }

    LoadTimes times() {
        return times;
    }

    /** Only the reasons that occurred. */
    Map<String, Long> left() {
        var byReason = new EnumMap<Reason, Long>(Reason.class);
        for (var reason : Reason.values()) {
            if (left.get(reason.ordinal()) > 0) {
                byReason.put(reason, left.get(reason.ordinal()));
            }
        }
        var bySlug = new TreeMap<String, Long>();
        byReason.forEach((reason, n) -> bySlug.put(reason.slug(), n));
        return bySlug;
    }

    HostStatistics ofHost(String host) {
        var reasons = left();
        var asked = asked();
        var failed = reasons.values().stream().mapToLong(Long::longValue).sum();
        return new HostStatistics(host, asked, Math.max(0, asked - failed), reasons, Times.of(times));
    }
}
