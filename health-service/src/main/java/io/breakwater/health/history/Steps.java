package io.breakwater.health.history;

import io.breakwater.health.component.ComponentStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From one check to the next a component is as it was found. Without a check for {@value #LONGEST_SECONDS} s nobody was
 * looking, because this service was off or hung, so nothing is known of the time: it counts as neither up nor down.
 */
final class Steps {

    private static final long LONGEST_SECONDS = 90;
    static final long LONGEST_MS = Duration.ofSeconds(LONGEST_SECONDS).toMillis();

    private static final Map<String, ComponentStatus> STATUSES = Arrays.stream(ComponentStatus.values())
            .collect(Collectors.toMap(ComponentStatus::slug, Function.identity()));

    /** From start to end, exclusive, in Unix ms. */
    @FunctionalInterface
    interface Taker {
        void take(long start, long end, ComponentStatus status);
    }

    private final Taker taker;
    private long since;
    private @Nullable ComponentStatus status;

    Steps(Taker taker) {
        this.taker = taker;
    }

    /** The next check, in order of time. */
    void next(long at, ComponentStatus found) {
        end(at);
        since = at;
        status = found;
    }

    /** No more checks are known up to then. */
    void end(long at) {
        var known = status;
        var end = Math.min(at, since + LONGEST_MS);
        if (known != null && end > since) {
            taker.take(since, end, known);
        }
    }

    static ComponentStatus status(String slug) {
        return STATUSES.getOrDefault(slug, ComponentStatus.UNKNOWN);
    }

    /** Null where nobody knew how it was, or nothing was there to be up. */
    static @Nullable Boolean up(ComponentStatus status) {
        return switch (status) {
            case HEALTHY, DEGRADED -> true;
            case UNHEALTHY -> false;
            case UNKNOWN, NOT_CONFIGURED -> null;
        };
    }
}
