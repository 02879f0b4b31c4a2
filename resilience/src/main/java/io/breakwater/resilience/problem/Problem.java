package io.breakwater.resilience.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param instance the path of the request, without its query
 * @param retryable whether the same request may succeed later
 * @param traceId the trace that the logs know this request by
 * @param errors which fields were wrong and how; absent where the problem is not about fields
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "retryable", "traceId", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        boolean retryable,
        @Nullable String traceId,
        @Nullable Map<String, String> errors) {

    /** The media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException failure, @Nullable String instance, @Nullable String traceId) {
        var code = failure.code();
        return new Problem(
                code.type().toString(),
                code.title(),
                code.status(),
                failure.detail(),
                instance,
                code.slug(),
                code.retryable(),
                traceId,
                failure.errors().isEmpty() ? null : failure.errors());
    }
}
