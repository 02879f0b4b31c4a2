package io.breakwater.aireply.model;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No usable answer, and no sign that the model is ill: never counted by its breaker. */
public final class ExcusedModelFailure extends ModelFailure {

    private static final long serialVersionUID = 1L;

    private ExcusedModelFailure(ProblemCode code, String detail, boolean retryable, @Nullable Duration retryAfter) {
        super(code, detail, retryable, retryAfter);
    }

    /** It will not do this: a 4xx, which asking again does not change. */
    static ExcusedModelFailure refused() {
        return new ExcusedModelFailure(ProblemCode.UPSTREAM_REFUSED, "The model refused the request", false, null);
    }

    /**
     * It is there and answered, but with nothing that can be used: no words, or not in the form that was asked for. What one
     * user asked may bring that about, so it must not take the model from all others. Asking again would cost again.
     */
    public static ExcusedModelFailure unusable() {
        return new ExcusedModelFailure(ProblemCode.UPSTREAM_ERROR, "The model gave no usable answer", false, null);
    }

    /** It answered with what must not be passed on. Asking again would cost again. */
    public static ExcusedModelFailure unsafe() {
        return new ExcusedModelFailure(
                ProblemCode.ANSWER_REFUSED, "The model's answer was not fit to be passed on", false, null);
    }

    /** It took too long to take in the request (408), which asking again may change. */
    static ExcusedModelFailure hurried(@Nullable Duration retryAfter) {
        return new ExcusedModelFailure(
                ProblemCode.UPSTREAM_REFUSED, "The model did not take the request", true, retryAfter);
    }

    /** Its breaker opened while the request waited for its turn. */
    static ExcusedModelFailure turnedAway() {
        return new ExcusedModelFailure(
                ProblemCode.CIRCUIT_OPEN, "The model failed too often", false, Duration.ofSeconds(1));
    }

    /** The day's budget has no room for it. */
    static ExcusedModelFailure tooDear() {
        return new ExcusedModelFailure(
                ProblemCode.QUOTA_EXCEEDED, "The day's budget for the model is used up", false, null);
    }

    /** It is busy with us: a 429. */
    static ExcusedModelFailure throttled(@Nullable Duration retryAfter) {
        return new ExcusedModelFailure(
                ProblemCode.RATE_LIMITED, "The model takes no more requests for now", true, retryAfter);
    }

    /** Nobody waits any longer, and it had too little time for that to be its fault. */
    static ExcusedModelFailure abandoned() {
        return new ExcusedModelFailure(ProblemCode.TIMEOUT, "Nobody waits for the model any longer", false, null);
    }

    @Override
    ExcusedModelFailure withoutRetry() {
        return new ExcusedModelFailure(code(), detail, false, retryAfter().orElse(null));
    }
}
