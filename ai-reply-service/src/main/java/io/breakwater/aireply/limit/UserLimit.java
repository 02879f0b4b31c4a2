package io.breakwater.aireply.limit;

import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.ratelimit.Allowance;
import io.breakwater.resilience.snapshot.RateLimiter;
import io.breakwater.resilience.snapshot.RateLimiterSnapshot;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** How much one user may ask, whatever the answers come from. */
@Singleton
public final class UserLimit implements RateLimiter {

    private static final String NAME = "user";

    private final Buckets buckets;
    private final Optional<Rate> rate;
    private final LongAdder permitted = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    UserLimit(Buckets buckets, LimitSettings settings) {
        this.buckets = buckets;
        this.rate = settings.userRate() == 0
                ? Optional.empty()
                : Optional.of(new Rate(settings.userRate(), settings.userBurst()));
    }

    /**
     * Takes one request of this user's.
     *
     * @return what is left, to be told to the caller; empty where there is no limit
     * @throws ProblemException {@code rate-limited}, with when to come back
     */
    public List<Allowance> take(String user) {
        if (rate.isEmpty()) {
            permitted.increment();
            return List.of();
        }
        // Hashed: a key must not tell who it is.
        var take = buckets.take(AnswerKey.of(NAME, user), rate.get());
        var allowance = new Allowance(
                NAME,
                rate.get().burst(),
                rate.get().window(),
                take.remaining(),
                take.granted() ? take.full() : take.pause());
        if (!take.granted()) {
            rejected.increment();
            throw ProblemException.of(ProblemCode.RATE_LIMITED, "This user asks too often")
                    .retryAfter(take.pause())
                    .allowances(List.of(allowance));
        }
        permitted.increment();
        return List.of(allowance);
    }

    @Override
    public RateLimiterSnapshot snapshot() {
        return new RateLimiterSnapshot(NAME, permitted.sum(), rejected.sum());
    }
}
