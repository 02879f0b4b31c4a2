package io.breakwater.health.alert.delivery;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The receiver answered that it is not well, or sent us elsewhere: a failure for its breaker to count. */
final class ReceiverFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient @Nullable Duration after;

    ReceiverFailedException(String reason, @Nullable Duration after) {
        super(reason);
        this.reason = reason;
        this.after = after;
    }

    Attempt.Later attempt() {
        return new Attempt.Later(reason, after);
    }
}
