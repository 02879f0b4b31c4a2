package io.breakwater.imageproxy.outcome;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Why a tier had no image. This table is the only place that says what follows from it: what the caller is told, who is
 * to blame (and so breaker and retry), and how long it is remembered instead of being tried again.
 */
public enum Reason {
    URL_REFUSED(ProblemCode.URL_REFUSED, Blame.NOBODY, 0, "This URL may not be fetched"),
    REDIRECT_REFUSED(
            ProblemCode.URL_REFUSED,
            Blame.NOBODY,
            60,
            "The image's server redirects to a place that may not be fetched"),
    SIGNATURE_EXPIRED(ProblemCode.UPSTREAM_REFUSED, Blame.NOBODY, 60, "The signature in this URL has expired"),
    UPSTREAM_REFUSED(ProblemCode.UPSTREAM_REFUSED, Blame.NOBODY, 60, "The image's server refused"),
    NOT_FOUND(ProblemCode.UPSTREAM_REFUSED, Blame.NOBODY, 60, "The image's server does not have it"),
    RATE_LIMITED(
            ProblemCode.UPSTREAM_ERROR, Blame.HOST_FOR_A_MOMENT, 30, "The image's server has had too many requests"),
    UPSTREAM_ERROR(ProblemCode.UPSTREAM_ERROR, Blame.HOST_FOR_A_MOMENT, 5, "The image's server failed"),
    CONNECTION_LOST(ProblemCode.UPSTREAM_ERROR, Blame.HOST_FOR_A_MOMENT, 5, "The image's server closed the connection"),
    TRUNCATED(ProblemCode.UPSTREAM_ERROR, Blame.HOST, 5, "The image's server did not send all of it"),
    BAD_RESPONSE(ProblemCode.UPSTREAM_ERROR, Blame.HOST, 30, "The image's server did not answer as HTTP wants"),
    UNRESOLVABLE(ProblemCode.UPSTREAM_ERROR, Blame.HOST, 30, "The name of the image's server is not known"),
    LOOKUP_FAILED(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            Blame.MACHINE_OR_NAME,
            5,
            "No name server said where the image's server is"),
    CONNECT_FAILED(ProblemCode.UPSTREAM_ERROR, Blame.HOST, 30, "The image's server could not be reached"),
    TLS_FAILED(ProblemCode.UPSTREAM_ERROR, Blame.HOST, 60, "The image's server could not prove who it is"),
    TIMEOUT(ProblemCode.TIMEOUT, Blame.HOST, 30, "The image's server took too long"),
    REDIRECT_LIMIT(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "The image's server redirects too often"),
    NOT_AN_IMAGE(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "What the image's server sent is not an image"),
    SVG_REFUSED(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "SVG can carry scripts, so only raster images pass"),
    BAD_ENCODING(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "The image is encoded in a way that is not understood"),
    TOO_LARGE(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "The image has too many bytes"),
    TOO_MANY_PIXELS(ProblemCode.UPSTREAM_ERROR, Blame.NOBODY, 60, "The image has too many pixels"),
    CIRCUIT_OPEN(ProblemCode.CIRCUIT_OPEN, Blame.NOBODY, 0, "The image's server failed too often and is given a rest"),
    BULKHEAD_FULL(ProblemCode.BULKHEAD_FULL, Blame.NOBODY, 0, "Too many images are being fetched"),
    NO_WAY_OUT(ProblemCode.DEPENDENCY_UNAVAILABLE, Blame.MACHINE, 0, "This service has no way to the network"),
    INTERNAL(ProblemCode.INTERNAL, Blame.NOBODY, 0, "This is our fault; the trace id finds it in the log");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemCode code;
    private final Blame blame;
    private final Duration remembered;
    private final String detail;

    Reason(ProblemCode code, Blame blame, int rememberedSeconds, String detail) {
        this.code = code;
        this.blame = blame;
        this.remembered = Duration.ofSeconds(rememberedSeconds);
        this.detail = detail;
    }

    /** What stands for this failure; every failure of a fetch has one. */
    public static Reason of(Throwable failure) {
        return switch (failure) {
            case FetchFailure known -> known.reason();
            case CircuitBreakerOpenException _ -> CIRCUIT_OPEN;
            case BulkheadException _ -> BULKHEAD_FULL;
            case TimeoutException _, InterruptedException _ -> TIMEOUT;
            case Throwable _ -> INTERNAL;
        };
    }

    /** The reason of this name; empty for a name of another version. */
    public static Optional<Reason> ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(reason -> reason.slug().equals(slug))
                .findFirst();
    }

    /** The name in headers, statistics and logs: {@code not-found}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Blame blame() {
        return blame;
    }

    /** How long the same URL is not tried again; zero where the next request may try at once. */
    public Duration remembered() {
        return remembered;
    }

    /** Whether it says nothing of what other replicas would find. */
    public boolean ownAlone() {
        return blame == Blame.MACHINE || blame == Blame.MACHINE_OR_NAME;
    }

    /** To be thrown. */
    public FetchFailure failure() {
        return switch (blame) {
            case HOST_FOR_A_MOMENT -> new FetchFailure.OfHostForAMoment(this);
            case HOST -> new FetchFailure.OfHost(this);
            case NOBODY, MACHINE_OR_NAME -> new FetchFailure.OfNobody(this);
            case MACHINE -> new FetchFailure.OfMachine(this);
        };
    }

    /** What a caller who wants no stand-in is told. */
    public ProblemException problem() {
        var problem = ProblemException.of(code, detail);
        return code.retryable() ? problem.retryAfter(remembered.isZero() ? RETRY_AFTER : remembered) : problem;
    }
}
