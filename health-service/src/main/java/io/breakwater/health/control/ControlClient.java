package io.breakwater.health.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.access.OperatorSettings;
import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Acts on another instance's breaker, as its operator. Doing it twice is doing it once, so it is tried again. */
@ApplicationScoped
public class ControlClient {

    static final String NAME = "control";

    // Ours. Each of them on another instance: it takes many that fail in a row for the fault to be on this side.
    private static final int FAILURES = 20;
    private static final long OPEN_MS = 5_000;
    private static final int SUCCESSES = 1;

    private static final long TIME_LIMIT_MS = 3_000;
    private static final int AT_ONCE = 64;
    private static final int MAX_BYTES = 65_536;
    private static final int LONGEST_REASON = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final OperatorSettings operator;
    private final ObjectMapper json;

    ControlClient(OperatorSettings operator, ObjectMapper json) {
        this.operator = operator;
        this.json = json;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                ControlClient.class,
                "act",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /**
     * Does it there.
     *
     * @param breaker as that instance names it
     */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 1,
            delay = 100,
            jitter = 50,
            retryOn = IOException.class,
            abortOn = CircuitBreakerOpenException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    InstanceResult act(Site site, String breaker, Order order) throws IOException, InterruptedException {
        var response = http.send(request(site, breaker, order), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            var bytes = body.readNBytes(MAX_BYTES);
            return switch (response.statusCode()) {
                case 200 -> new InstanceResult(site.service(), site.instance(), true, state(bytes), null);
                case 401 -> failed(site, ProblemCode.UNAUTHORIZED);
                case 403 -> failed(site, ProblemCode.FORBIDDEN);
                case 404 -> failed(site, ProblemCode.NOT_FOUND);
                default -> failed(site, ProblemCode.UPSTREAM_ERROR);
            };
        }
    }

    InstanceResult away(Site site, String breaker, Order order, Throwable failure) {
        return failed(site, Failures.codeOf(failure));
    }

    private HttpRequest request(Site site, String breaker, Order order) {
        var address = site.address().toString();
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        var request = HttpRequest.newBuilder(URI.create(base + "/admin/circuit-breakers/" + encode(breaker) + "/"
                        + order.action().slug() + "?why=" + encode(reason(order))))
                .timeout(Duration.ofMillis(TIME_LIMIT_MS))
                .POST(HttpRequest.BodyPublishers.noBody());
        operator.password()
                .map(password -> Roles.OPERATOR + ":" + password)
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .ifPresent(credentials -> request.header("Authorization", credentials));
        return request.build();
    }

    /** As long as an instance takes it; the trail here has the whole of it. */
    private static String reason(Order order) {
        var whole = order.by() + ": " + order.why();
        if (whole.length() <= LONGEST_REASON) {
            return whole;
        }
        // Half a character is none.
        var end = Character.isHighSurrogate(whole.charAt(LONGEST_REASON - 1)) ? LONGEST_REASON - 1 : LONGEST_REASON;
        return whole.substring(0, end);
    }

    private String state(byte[] bytes) throws IOException {
        try {
            return json.readTree(bytes).path("state").asText("UNKNOWN");
        } catch (JsonProcessingException noJson) {
            return "UNKNOWN";
        }
    }

    private static InstanceResult failed(Site site, ProblemCode why) {
        return new InstanceResult(site.service(), site.instance(), false, null, why.slug());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
