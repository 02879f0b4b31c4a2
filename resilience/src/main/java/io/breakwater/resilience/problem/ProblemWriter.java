package io.breakwater.resilience.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.ratelimit.RateLimitHeaders;
import io.quarkus.arc.All;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link ProblemException} into the answer a caller gets, for resources and for what happens before them. Each
 * answer is told to the {@link ProblemListener}s; what is {@linkplain ProblemCode#INTERNAL our own fault} is logged
 * whole, once, under its trace id.
 */
@Singleton
public final class ProblemWriter {

    /** The route of a request that no resource matched. */
    public static final String UNMATCHED = "unmatched";

    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);

    /** Where Quarkus REST leaves the template of the path that it matched. */
    private static final String ROUTE_LOCAL = "UrlPathTemplate";

    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/%-]{0,511}");

    private final ObjectMapper json;
    private final List<ProblemListener> listeners;
    private final List<String> challenges;

    ProblemWriter(
            ObjectMapper json,
            @All List<ProblemListener> listeners,
            @ConfigProperty(name = "quarkus.http.auth.realm", defaultValue = "breakwater") String realm,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean bearer) {
        this.json = json;
        this.listeners = List.copyOf(listeners);
        var basic = "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
        this.challenges = bearer ? List.of("Bearer", basic) : List.of(basic);
    }

    /** Answers a request outside of resources. Where the answer is already on its way, the connection is closed. */
    public void write(RoutingContext context, ProblemException failure) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        var answer = answer(context.request(), failure);
        response.setStatusCode(failure.code().status());
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
        answer.headers().forEach((name, values) -> response.putHeader(name, values));
        response.end(Buffer.buffer(answer.body()));
    }

    /** The headers and the body for what never became a request. Ask once per answer: it is counted. */
    public Answer answerOutsideOfRequests(ProblemException failure, String traceId) {
        return answer("unknown", UNMATCHED, null, traceId, failure);
    }

    /** The headers and the body of an answer. Ask once per answer: it is counted. */
    Answer answer(HttpServerRequest request, ProblemException failure) {
        var traceId = MDC.get("traceId");
        return answer(
                request.method().name(),
                route(request),
                instance(request),
                traceId == null ? null : traceId.toString(),
                failure);
    }

    private Answer answer(
            String method,
            String route,
            @Nullable String instance,
            @Nullable String traceId,
            ProblemException failure) {
        tell(method, route, failure);
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of(Problem.MEDIA_TYPE));
        headers.put("Cache-Control", List.of("no-store"));
        failure.retryAfter().ifPresent(wait -> headers.put("Retry-After", List.of(seconds(wait))));
        RateLimitHeaders.of(failure.allowances()).forEach((name, value) -> headers.put(name, List.of(value)));
        if (failure.code() == ProblemCode.UNAUTHORIZED) {
            headers.put("WWW-Authenticate", challenges);
        }
        return new Answer(headers, bytes(Problem.of(failure, instance, traceId)));
    }

    /** Whole seconds, rounded up: a client that comes a moment too early is turned away again. */
    private static String seconds(Duration wait) {
        return String.valueOf(Math.ceilDiv(wait.toMillis(), 1_000L));
    }

    /** @param headers by name, each with one value or more */
    public record Answer(Map<String, List<String>> headers, byte[] body) {}

    private void tell(String method, String route, ProblemException failure) {
        if (failure.code() == ProblemCode.INTERNAL) {
            LOG.errorf(failure.getCause(), "event=internal-error method=%s route=%s", method, route);
        }
        for (var listener : listeners) {
            listener.onProblem(failure, method, route);
        }
    }

    private static String route(HttpServerRequest request) {
        Context context = request instanceof HttpServerRequestInternal internal ? internal.context() : null;
        var template = context == null ? null : context.<String>getLocal(ROUTE_LOCAL);
        return template == null ? UNMATCHED : template;
    }

    /** The path as it was asked, where it is one that can be repeated in a URI. */
    private static @Nullable String instance(HttpServerRequest request) {
        var path = request.path();
        return path != null && PLAIN_PATH.matcher(path).matches() ? path : null;
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is plain text and numbers", impossible);
        }
    }
}
