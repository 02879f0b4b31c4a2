package io.breakwater.resilience.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a failure means: which {@link ProblemCode} stands for it. Error answers, fallbacks that
 * give their reason, and the record of recent errors all ask here.
 */
public final class Failures {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Failures() {}

    /** The problem that stands for this failure. Never a detail that the failure carried from elsewhere. */
    public static ProblemException toProblem(Throwable failure) {
        return switch (unwrap(failure)) {
            case ProblemException problem -> problem;
            case ConstraintViolationException violations -> invalid(violations);
            case UnauthorizedException _, AuthenticationFailedException _ ->
                ProblemException.of(ProblemCode.UNAUTHORIZED, "This needs valid credentials");
            case ForbiddenException _ ->
                ProblemException.of(ProblemCode.FORBIDDEN, "These credentials do not have the role this needs");
            case CircuitBreakerOpenException _ ->
                ProblemException.of(
                                ProblemCode.CIRCUIT_OPEN, "A circuit breaker is open: what this needs failed too often")
                        .retryAfter(SOON);
            case BulkheadException _ ->
                ProblemException.of(ProblemCode.BULKHEAD_FULL, "Too many calls of this kind are under way")
                        .retryAfter(SOON);
            case TimeoutException _, java.util.concurrent.TimeoutException _ ->
                ProblemException.of(ProblemCode.TIMEOUT, "It did not end within its time limit")
                        .retryAfter(SOON);
            case JsonMappingException mapping -> malformed(mapping);
            case JacksonException _ -> ProblemException.of(ProblemCode.VALIDATION, "The body is not valid JSON");
            case WebApplicationException http -> ofStatus(http);
            case IOException _, SQLException _ ->
                ProblemException.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "A dependency could not be reached")
                        .retryAfter(SOON);
            case Throwable other ->
                ProblemException.of(ProblemCode.INTERNAL, "This is our fault; the trace id finds it in the log", other);
        };
    }

    /** The code alone, for a fallback's {@code reason} and for counters. */
    public static ProblemCode codeOf(Throwable failure) {
        return toProblem(failure).code();
    }

    /** The failure below the wrappers that futures and call-out classes put around it. */
    public static Throwable unwrap(Throwable failure) {
        var current = failure;
        while ((current instanceof CompletionException
                        || current instanceof ExecutionException
                        || current instanceof DependencyFailedException)
                && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }

    private static ProblemException invalid(ConstraintViolationException failure) {
        var errors = new LinkedHashMap<String, String>();
        for (var violation : failure.getConstraintViolations()) {
            // The path starts with the method and its parameter, which mean nothing to the caller.
            var path = violation.getPropertyPath().toString().split("\\.", 3);
            errors.put(path[path.length - 1], violation.getMessage());
        }
        return ProblemException.invalid(errors);
    }

    private static ProblemException malformed(JsonMappingException failure) {
        var field = new StringBuilder();
        for (var reference : failure.getPath()) {
            if (reference.getFieldName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(reference.getFieldName());
            } else {
                field.append('[').append(reference.getIndex()).append(']');
            }
        }
        // A field's name comes from the caller as well, so only short plain ones are repeated.
        return field.toString().matches("[A-Za-z0-9_.\\[\\]]{1,64}")
                ? ProblemException.invalid(field.toString(), "is not of the expected form")
                : ProblemException.of(ProblemCode.VALIDATION, "The body is not of the expected form");
    }

    private static ProblemException ofStatus(WebApplicationException failure) {
        // A body that does not parse reaches us wrapped in a 400.
        if (cause(failure) instanceof JacksonException json) {
            return toProblem(json);
        }
        return switch (failure.getResponse().getStatus()) {
            case 401 -> ProblemException.of(ProblemCode.UNAUTHORIZED, "This needs valid credentials");
            case 403 -> ProblemException.of(ProblemCode.FORBIDDEN, "The caller may not do this");
            case 404 -> ProblemException.of(ProblemCode.NOT_FOUND, "No resource has this path");
            case 405 -> ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED, "The resource has no such method");
            case 406 -> ProblemException.of(ProblemCode.NOT_ACCEPTABLE, "Accept names nothing that this offers");
            case 408 -> ProblemException.of(ProblemCode.REQUEST_TIMEOUT, "The request did not come in time");
            case 409 -> ProblemException.of(ProblemCode.CONFLICT, "The request contradicts an earlier one");
            case 413 -> ProblemException.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than this accepts");
            case 414 -> ProblemException.of(ProblemCode.URI_TOO_LONG, "The URL is longer than this accepts");
            case 415 ->
                ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be one this accepts");
            case 429 ->
                ProblemException.of(ProblemCode.RATE_LIMITED, "Too many requests")
                        .retryAfter(SOON);
            default ->
                http4xx(failure)
                        ? ProblemException.of(ProblemCode.VALIDATION, "The request is not valid")
                        : ProblemException.of(
                                ProblemCode.INTERNAL, "This is our fault; the trace id finds it in the log", failure);
        };
    }

    private static boolean http4xx(WebApplicationException failure) {
        return failure.getResponse().getStatus() / 100 == 4;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure.getCause();
    }
}
