package io.breakwater.usage.increment;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.counting.Hashes;
import io.breakwater.usage.counting.UsageEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes events out of requests: same key, same event. */
@Singleton
public class EventFactory {

    /** Far shorter than ids are remembered, so that a late repeat is still known. */
    private static final Duration LATEST = Duration.ofDays(31);

    /** The callers' clocks are not ours. */
    private static final Duration EARLIEST = Duration.ofMinutes(5);

    private final InstantSource clock;

    EventFactory(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws ProblemException {@code validation} where a field is out of its range */
    UsageEvent event(Account account, IncrementRequest request, @Nullable IdempotencyKey key) {
        var metric = request.metric() == null ? Metric.REQUESTS : request.metric();
        var amount = request.amount() == null ? 1 : request.amount();
        return new UsageEvent(
                key == null ? UUID.randomUUID() : id(account, key),
                fingerprint(metric, amount, request.occurredAt()),
                account,
                metric,
                amount,
                occurredAt(request.occurredAt()));
    }

    /**
     * The event that a CloudEvent stands for: its source and its id say which one it is, for all accounts.
     *
     * @throws ProblemException {@code validation} where a field is out of its range
     */
    public UsageEvent event(
            Account account, String source, String id, Metric metric, long amount, @Nullable Instant occurredAt) {
        return new UsageEvent(
                Hashes.uuid("cloudevent", source, id),
                Hashes.uuid(
                        account.platform().slug(),
                        account.user().value(),
                        fingerprint(metric, amount, occurredAt).toString()),
                account,
                metric,
                amount,
                occurredAt(occurredAt));
    }

    /** A key belongs to an account: two users' equal keys are two increments. */
    private static UUID id(Account account, IdempotencyKey key) {
        return Hashes.uuid(account.platform().slug(), account.user().value(), key.value());
    }

    /** Of what the caller said, not of what we made of it: a repeat without a time comes at another time. */
    private static UUID fingerprint(Metric metric, long amount, @Nullable Instant occurredAt) {
        return Hashes.uuid(metric.name(), Long.toString(amount), occurredAt == null ? "" : occurredAt.toString());
    }

    private Instant occurredAt(@Nullable Instant given) {
        var now = clock.instant();
        if (given == null) {
            return now;
        }
        if (given.isBefore(now.minus(LATEST)) || given.isAfter(now.plus(EARLIEST))) {
            throw ProblemException.invalid("occurredAt", "must be at most 31 days ago and at most 5 minutes ahead");
        }
        return given;
    }
}
