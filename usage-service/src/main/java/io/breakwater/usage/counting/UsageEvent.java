package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import java.time.Instant;
import java.util.UUID;

/**
 * One increment, counted once however often it is sent.
 *
 * @param id the same each time the same increment is sent
 * @param fingerprint stands for the content: the same id with another one is a conflict
 * @param amount 1 to 1e9
 * @param occurredAt decides the hour, day and month it counts for
 */
public record UsageEvent(UUID id, UUID fingerprint, Account account, Metric metric, long amount, Instant occurredAt) {

    static final long MOST = 1_000_000_000;

    public UsageEvent {
        if (amount < 1 || amount > MOST) {
            throw ProblemException.invalid("amount", "must be a whole number from 1 to 1000000000");
        }
    }

    /** The period of this window that it counts for. It counts for one of each. */
    public Period period(Window window) {
        return Period.of(window, occurredAt);
    }

    public Period month() {
        return period(Window.MONTH);
    }
}
