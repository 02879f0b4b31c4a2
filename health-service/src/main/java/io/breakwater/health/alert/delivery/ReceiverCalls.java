package io.breakwater.health.alert.delivery;

import io.breakwater.health.alert.Delivery;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.KeyedBreakers;
import io.breakwater.resilience.problem.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * The one way out to receivers. Each has a breaker of its own ({@code alert:slack}), because annotations know one breaker
 * for all. Never fails for the receiver's sake: what was not taken stays in the outbox, and the answer says for how long.
 */
@ApplicationScoped
public class ReceiverCalls {

    /** How long one attempt may take; a receiver is far away, and nobody waits for it but its own next message. */
    static final long TIME_LIMIT_MS = 5_000;

    // As the suite's contract has it for another service.
    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final int SUCCESSES = 2;

    // One sender for each receiver, and each waits for its answer.
    private static final int AT_ONCE = 8;

    private final ReceiverClient client;
    private final KeyedBreakers breakers;
    private final InstantSource clock;

    ReceiverCalls(ReceiverClient client, ReceiverBreakers breakers, InstantSource clock) {
        this.client = client;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** The receivers' breakers, as the registry lists them. */
    static final class ReceiverBreakers extends KeyedBreakers {

        ReceiverBreakers(InstantSource clock) {
            super(
                    "alert",
                    BreakerSettings.consecutive(FAILURES, OPEN, SUCCESSES),
                    AT_ONCE,
                    Set.of(BulkheadException.class),
                    clock);
        }
    }

    @Produces
    @Singleton
    static ReceiverBreakers receiverBreakers(InstantSource clock) {
        return new ReceiverBreakers(clock);
    }

    /**
     * Sends it once; once more at once where no connection was made, because then the receiver has not seen it. Every
     * other repetition is the outbox's.
     */
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = ConnectException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "keep")
    Attempt send(Receiver receiver, Delivery delivery) throws Exception {
        return breakers.forKey(receiver.name())
                .call(() -> client.post(receiver.message(delivery, clock.instant())), Attempt.class);
    }

    /** Kept in the outbox. */
    Attempt keep(Receiver receiver, Delivery delivery, Throwable failure) {
        return Failures.unwrap(failure) instanceof ReceiverFailedException told
                ? told.attempt()
                : new Attempt.Later(Failures.codeOf(failure).slug(), null);
    }
}
