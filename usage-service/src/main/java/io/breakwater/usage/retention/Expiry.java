package io.breakwater.usage.retention;

import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What is too old by now. */
@Singleton
public class Expiry {

    /** The clocks of replicas and of the database differ, and dropping takes its time. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private static final Duration LEAST = Duration.ofDays(33);

    private final RetentionSettings settings;
    private final InstantSource clock;

    Expiry(RetentionSettings settings, InstantSource clock) {
        if (settings.events().compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("breakwater.usage.retention.events must be 33 days or more");
        }
        this.settings = settings;
        this.clock = clock;
    }

    /** Ids of events that were counted before this may go. */
    Instant events() {
        return clock.instant().minus(settings.events());
    }

    /** Hours before this may go. */
    Period hours() {
        return Period.of(Window.HOUR, clock.instant().minus(settings.hours()));
    }

    /** Days before this may go. */
    Period days() {
        return Period.of(Window.DAY, clock.instant().minus(settings.days()));
    }

    /** Whether the id of an event that was taken in then may be forgotten, so that nobody knows whether it was counted. */
    public boolean mayBeForgotten(Instant takenIn) {
        return takenIn.isBefore(events().plus(MARGIN));
    }
}
