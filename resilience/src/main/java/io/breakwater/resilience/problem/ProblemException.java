package io.breakwater.resilience.problem;

import io.breakwater.resilience.ratelimit.Allowance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A failure that the caller is told of as a {@link Problem}. The detail goes out as it is: it must never carry a user's
 * text, a secret, SQL or an address.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(31);

    private final ProblemCode code;
    private final String detail;
    private final @Nullable Duration retryAfter;
    private final transient Map<String, String> errors;
    private final transient List<Allowance> allowances;

    private ProblemException(
            ProblemCode code,
            String detail,
            @Nullable Duration retryAfter,
            Map<String, String> errors,
            List<Allowance> allowances,
            @Nullable Throwable cause) {
        // No stack trace: these are answers, made on hot paths; what is unexpected keeps its own trace in the cause.
        super(detail, cause, false, false);
        this.code = requireNonNull(code, "code");
        this.detail = requireNonNull(detail, "detail");
        if (retryAfter != null && (retryAfter.isNegative() || retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0)) {
            throw new IllegalArgumentException("retryAfter must be between 0 and 31 days, is " + retryAfter);
        }
        this.retryAfter = retryAfter;
        this.errors = Map.copyOf(errors);
        this.allowances = List.copyOf(allowances);
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, null, Map.of(), List.of(), null);
    }

    public static ProblemException of(ProblemCode code, String detail, Throwable cause) {
        return new ProblemException(code, detail, null, Map.of(), List.of(), cause);
    }

    /** A {@link ProblemCode#VALIDATION} problem that names the field and what is wrong with it. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ProblemCode.VALIDATION, field + " " + message, null, Map.of(field, message), List.of(), null);
    }

    /** A {@link ProblemCode#VALIDATION} problem over several fields. */
    public static ProblemException invalid(Map<String, String> errors) {
        return new ProblemException(
                ProblemCode.VALIDATION, "Some fields are not valid; errors says which", null, errors, List.of(), null);
    }

    /** The same failure with the time after which it makes sense to try again, 0 to 31 days. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(code, detail, wait, errors, allowances, getCause());
    }

    /** The same failure with the limits that apply, which the answer's {@code RateLimit} headers tell of. */
    public ProblemException allowances(List<Allowance> limits) {
        return new ProblemException(code, detail, retryAfter, errors, limits, getCause());
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public List<Allowance> allowances() {
        return allowances;
    }

    public Map<String, String> errors() {
        return errors;
    }
}
