package io.breakwater.resilience.problem;

import java.net.URI;
import java.util.Locale;

import static io.breakwater.resilience.problem.Severity.CRITICAL;
import static io.breakwater.resilience.problem.Severity.HIGH;
import static io.breakwater.resilience.problem.Severity.LOW;
import static io.breakwater.resilience.problem.Severity.MEDIUM;

/**
 * Every problem a service of the suite can answer with: its HTTP status, how severe it is, and whether the same request
 * may succeed when it is sent again. This is the only place that holds any of the three.
 */
public enum ProblemCode {
    VALIDATION(400, LOW, false, "The request is not valid"),
    UNKNOWN_PLATFORM(400, LOW, false, "The platform is not known"),
    UNAUTHORIZED(401, LOW, false, "Credentials are missing or wrong"),
    FORBIDDEN(403, LOW, false, "The caller may not do this"),
    URL_REFUSED(403, LOW, false, "The URL may not be fetched"),
    NOT_FOUND(404, LOW, false, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, LOW, false, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, LOW, false, "No acceptable representation"),
    REQUEST_TIMEOUT(408, LOW, true, "The request came too slowly"),
    CONFLICT(409, LOW, false, "The request contradicts an earlier one"),
    PAYLOAD_TOO_LARGE(413, LOW, false, "The body is too large"),
    URI_TOO_LONG(414, LOW, false, "The URL is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, LOW, false, "The media type is not supported"),
    RATE_LIMITED(429, LOW, true, "Too many requests"),
    QUOTA_EXCEEDED(429, LOW, true, "The quota is used up"),
    HEADERS_TOO_LARGE(431, LOW, false, "The headers are too large"),
    INTERNAL(500, CRITICAL, false, "Something went wrong on our side"),
    UPSTREAM_ERROR(502, HIGH, true, "The upstream failed"),
    UPSTREAM_REFUSED(502, MEDIUM, false, "The upstream refused"),
    ANSWER_REFUSED(502, MEDIUM, false, "The upstream's answer may not be passed on"),
    CIRCUIT_OPEN(503, HIGH, true, "The circuit breaker is open"),
    BULKHEAD_FULL(503, MEDIUM, true, "Too much is going on at once"),
    QUEUE_FULL(503, MEDIUM, true, "The queue is full"),
    DEPENDENCY_UNAVAILABLE(503, HIGH, true, "A dependency is away"),
    TIMEOUT(504, HIGH, true, "It took too long"),
    STORAGE_FULL(507, CRITICAL, true, "There is no space left to store this safely");

    private final int status;
    private final Severity severity;
    private final boolean retryable;
    private final String title;

    ProblemCode(int status, Severity severity, boolean retryable, String title) {
        this.status = status;
        this.severity = severity;
        this.retryable = retryable;
        this.title = title;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether the same request, sent again later, may succeed. */
    public boolean retryable() {
        return retryable;
    }

    /** One fixed sentence, the same for each occurrence. */
    public String title() {
        return title;
    }

    /** The name in answers, logs and metrics: {@code circuit-open}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem's type as RFC 9457 wants it: {@code urn:breakwater:problem:circuit-open}. */
    public URI type() {
        return URI.create("urn:breakwater:problem:" + slug());
    }
}
