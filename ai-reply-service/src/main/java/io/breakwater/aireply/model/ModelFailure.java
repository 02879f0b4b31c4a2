package io.breakwater.aireply.model;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model gave no usable answer. Carries nothing of what it was asked or said. */
public sealed class ModelFailure extends RuntimeException permits ExcusedModelFailure {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    final String detail;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    ModelFailure(ProblemCode code, String detail, boolean retryable, @Nullable Duration retryAfter) {
        // No stack trace: these are outcomes, made on hot paths.
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** It is not there, or failed: the same request may succeed when it is asked again. */
    static ModelFailure away(ProblemCode code, @Nullable Duration retryAfter) {
        return new ModelFailure(code, "The model failed or could not be reached", true, retryAfter);
    }

    /** What came is no chat completion at all: not a model's words, but something broken. Asking again would cost again. */
    static ModelFailure broken() {
        return new ModelFailure(ProblemCode.UPSTREAM_ERROR, "The model gave no usable answer", false, null);
    }

    /** It had a fair time and did not answer, and there is no more. */
    static ModelFailure tooSlow() {
        return new ModelFailure(ProblemCode.TIMEOUT, "The model did not answer in time", false, null);
    }

    /** It did not answer within the time of one attempt. */
    static ModelFailure slowAttempt() {
        return new ModelFailure(ProblemCode.TIMEOUT, "The model did not answer in time", true, null);
    }

    /** The same failure, not worth another attempt. */
    ModelFailure withoutRetry() {
        return new ModelFailure(code, detail, false, retryAfter);
    }

    /** Whether the same request may succeed when it is sent again. */
    boolean retryable() {
        return retryable;
    }

    /** How long it asked us to wait. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public ProblemCode code() {
        return code;
    }

    /** As the caller is told of it. */
    public ProblemException problem() {
        var problem = ProblemException.of(code, detail);
        return retryAfter == null ? problem : problem.retryAfter(retryAfter);
    }
}
