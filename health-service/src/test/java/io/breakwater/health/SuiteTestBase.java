package io.breakwater.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.dependency.DependencyState;
import io.quarkus.test.common.WithTestResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each test starts with a suite that is well and is known to be. */
@WithTestResource(SuiteStub.class)
public abstract class SuiteTestBase {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    Map<String, AtomicReference<HttpHandler>> handlers;
    Map<String, Runnable> roads;

    @Inject
    protected ObjectMapper json;

    @Inject
    protected BreakerRegistry breakers;

    @BeforeEach
    void allIsWell() {
        for (var service : handlers.keySet()) {
            road(service, "forward");
        }
        answer("usage-service", Snapshots.of("usage-service"));
        answer("image-proxy-service", Snapshots.of("image-proxy-service"));
        answer("ai-reply-service", model(DependencyState.UP));
        breakers.resetAll();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getString("status")).isEqualTo("healthy"));
    }

    protected static Snapshots model(DependencyState state) {
        return Snapshots.of("ai-reply-service")
                .dependency("ai-service", state)
                .breaker("ai-service", io.breakwater.resilience.breaker.BreakerState.CLOSED);
    }

    protected void answer(String service, Snapshots snapshot) {
        answer(service, snapshot.answering(json));
    }

    protected void answer(String service, HttpHandler handler) {
        handlers.get(service).set(handler);
    }

    protected void road(String service, String state) {
        roads.get(service + " " + state).run();
    }

    protected static JsonPath health() {
        return get("/api/health").jsonPath();
    }

    /** The status of one component as the service tells it. */
    protected static String status(String component) {
        return get("/api/health/components")
                .jsonPath()
                .getString("components.find { it.name == '%s' }.status".formatted(component));
    }
}
