package io.breakwater.resilience.recovery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest {@value #CAPACITY} recovery attempts. Attempts of the same kind within a minute are one entry with a
 * count, so that an outage under load does not push the rest of the history out.
 */
@Singleton
public final class RecoveryHistory {

    static final int CAPACITY = 200;
    private static final Duration SAME_RUN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<RecoveryAttempt> latestFirst = new ArrayDeque<>();

    RecoveryHistory(InstantSource clock) {
        this.clock = clock;
    }

    public void record(RecoveryStrategy strategy, String target, String reason, boolean success) {
        var now = clock.instant();
        var attempt = new RecoveryAttempt(strategy, target, reason, success, now, now, 1);
        // Held for a few comparisons in memory, never around I/O.
        synchronized (latestFirst) {
            var run = latestFirst.stream()
                    .filter(attempt::continues)
                    .filter(earlier -> earlier.first().plus(SAME_RUN).isAfter(now))
                    .findFirst();
            if (run.isPresent()) {
                latestFirst.remove(run.get());
                latestFirst.addFirst(run.get().again(now));
                return;
            }
            latestFirst.addFirst(attempt);
            if (latestFirst.size() > CAPACITY) {
                latestFirst.removeLast();
            }
        }
    }

    /** The latest first. */
    public List<RecoveryAttempt> latest() {
        synchronized (latestFirst) {
            return new ArrayList<>(latestFirst);
        }
    }
}
