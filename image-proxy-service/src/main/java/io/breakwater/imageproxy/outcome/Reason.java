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

import static io.breakwater.imageproxy.outcome.Blame.HOST;
import static io.breakwater.imageproxy.outcome.Blame.HOST_FOR_A_MOMENT;
import static io.breakwater.imageproxy.outcome.Blame.MACHINE;
import static io.breakwater.imageproxy.outcome.Blame.MACHINE_OR_NAME;
import static io.breakwater.imageproxy.outcome.Blame.NOBODY;
import static io.breakwater.imageproxy.outcome.Next.ANYWHERE;
import static io.breakwater.imageproxy.outcome.Next.NOWHERE;
import static io.breakwater.imageproxy.outcome.Next.PROXIES;
import static io.breakwater.imageproxy.outcome.Next.SAME_CDN;

/**
 * Why a tier had no image. This table is the only place that says what follows from it: what the caller is told, who is
 * to blame (and so breaker and retry), which tiers are worth asking next, and for how many seconds the URL is remembered
 * instead of being tried again.
 */
public enum Reason {
    URL_REFUSED(ProblemCode.URL_REFUSED, NOBODY, NOWHERE, 0, "This URL may not be fetched"),
    NOT_SIGNED(ProblemCode.FORBIDDEN, NOBODY, NOWHERE, 0, "This URL needs a valid signature"),
    REDIRECT_REFUSED(
            ProblemCode.URL_REFUSED,
            NOBODY,
            ANYWHERE,
            60,
            "The image's server redirects to a place that may not be fetched"),
    SIGNATURE_EXPIRED(ProblemCode.UPSTREAM_REFUSED, NOBODY, NOWHERE, 60, "The signature in this URL has expired"),
    UPSTREAM_REFUSED(ProblemCode.UPSTREAM_REFUSED, NOBODY, ANYWHERE, 60, "The image's server refused"),
    NOT_FOUND(ProblemCode.UPSTREAM_REFUSED, NOBODY, SAME_CDN, 60, "The image's server does not have it"),
    // The host is left alone for as long as it asks; its breaker has nothing to add.
    RATE_LIMITED(ProblemCode.UPSTREAM_ERROR, NOBODY, ANYWHERE, 5, "The image's server has had too many requests"),
    UPSTREAM_ERROR(ProblemCode.UPSTREAM_ERROR, HOST_FOR_A_MOMENT, ANYWHERE, 5, "The image's server failed"),
    CONNECTION_LOST(
            ProblemCode.UPSTREAM_ERROR, HOST_FOR_A_MOMENT, ANYWHERE, 5, "The image's server closed the connection"),
    TRUNCATED(ProblemCode.UPSTREAM_ERROR, HOST, ANYWHERE, 5, "The image's server did not send all of it"),
    BAD_RESPONSE(ProblemCode.UPSTREAM_ERROR, HOST, ANYWHERE, 30, "The image's server did not answer as HTTP wants"),
    UNRESOLVABLE(ProblemCode.UPSTREAM_ERROR, HOST, SAME_CDN, 30, "The name of the image's server is not known"),
    LOOKUP_FAILED(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            MACHINE_OR_NAME,
            SAME_CDN,
            5,
            "No name server said where the image's server is"),
    CONNECT_FAILED(ProblemCode.UPSTREAM_ERROR, HOST, ANYWHERE, 30, "The image's server could not be reached"),
    TLS_FAILED(ProblemCode.UPSTREAM_ERROR, HOST, ANYWHERE, 60, "The image's server could not prove who it is"),
    TIMEOUT(ProblemCode.TIMEOUT, HOST, ANYWHERE, 30, "The image's server took too long"),
    REDIRECT_LIMIT(ProblemCode.UPSTREAM_ERROR, NOBODY, ANYWHERE, 60, "The image's server redirects too often"),
    NOT_AN_IMAGE(ProblemCode.UPSTREAM_ERROR, NOBODY, ANYWHERE, 60, "What the image's server sent is not an image"),
    SVG_REFUSED(ProblemCode.UPSTREAM_ERROR, NOBODY, PROXIES, 60, "SVG can carry scripts, so only raster images pass"),
    BAD_ENCODING(
            ProblemCode.UPSTREAM_ERROR, NOBODY, ANYWHERE, 60, "The image is encoded in a way that is not understood"),
    TOO_LARGE(ProblemCode.UPSTREAM_ERROR, NOBODY, PROXIES, 60, "The image has too many bytes"),
    TOO_MANY_PIXELS(ProblemCode.UPSTREAM_ERROR, NOBODY, PROXIES, 60, "The image has too many pixels"),
    CIRCUIT_OPEN(
            ProblemCode.CIRCUIT_OPEN, NOBODY, ANYWHERE, 0, "The image's server failed too often and is given a rest"),
    HOST_BUSY(ProblemCode.BULKHEAD_FULL, NOBODY, ANYWHERE, 0, "Too much is being fetched from the image's server"),
    BULKHEAD_FULL(ProblemCode.BULKHEAD_FULL, NOBODY, NOWHERE, 0, "Too many images are being fetched"),
    NO_WAY_OUT(ProblemCode.DEPENDENCY_UNAVAILABLE, MACHINE, NOWHERE, 0, "This service has no way to the network"),
    INTERNAL(ProblemCode.INTERNAL, NOBODY, NOWHERE, 0, "This is our fault; the trace id finds it in the log");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemCode code;
    private final Blame blame;
    private final Next next;
    private final Duration remembered;
    private final String detail;

    Reason(ProblemCode code, Blame blame, Next next, int rememberedSeconds, String detail) {
        this.code = code;
        this.blame = blame;
        this.next = next;
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

    /**
     * What stands for an answer that is neither an image nor a redirect. A 503 that says when to come back means what a
     * 429 means.
     */
    public static Reason ofStatus(int status, boolean saysWhen) {
        return switch (status) {
            case 404, 410 -> NOT_FOUND;
            case 429 -> RATE_LIMITED;
            case 503 -> saysWhen ? RATE_LIMITED : UPSTREAM_ERROR;
            default -> {
                if (status >= 500 && status < 600) {
                    yield UPSTREAM_ERROR;
                }
                yield status >= 400 && status < 500 ? UPSTREAM_REFUSED : BAD_RESPONSE;
            }
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

    /** Who else may have the image. */
    public Next next() {
        return next;
    }

    /** How long the same URL is not tried again; zero where the next request may try at once. */
    public Duration remembered() {
        return remembered;
    }

    /** Whether it says nothing of what other replicas would find. */
    public boolean ownAlone() {
        return blame == MACHINE || blame == MACHINE_OR_NAME;
    }

    /** To be thrown. */
    public FetchFailure failure() {
        return failure(Duration.ZERO);
    }

    /** To be thrown, where the host said how long it wants to be left alone. */
    public FetchFailure failure(Duration rest) {
        return switch (blame) {
            case HOST_FOR_A_MOMENT -> new FetchFailure.OfHostForAMoment(this, rest);
            case HOST -> new FetchFailure.OfHost(this, rest);
            case NOBODY, MACHINE_OR_NAME -> new FetchFailure.OfNobody(this, rest);
            case MACHINE -> new FetchFailure.OfMachine(this, rest);
        };
    }

    /** What a caller who wants no stand-in is told. */
    public ProblemException problem() {
        var problem = ProblemException.of(code, detail);
        return code.retryable() ? problem.retryAfter(remembered.isZero() ? RETRY_AFTER : remembered) : problem;
    }
}
