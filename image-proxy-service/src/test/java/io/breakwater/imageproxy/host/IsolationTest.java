package io.breakwater.imageproxy.host;

import io.breakwater.imageproxy.origin.Callers;
import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.resilience.snapshot.BulkheadSnapshot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One bad host leaves the others alone. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class IsolationTest {

    private static final int PERMITS = 16;
    private static final int FLOOD = 60;

    HostileOrigin origin;

    @Test
    void aHostThatHangsHoldsUpItsOwnImagesAlone() throws Exception {
        // Given
        get(origin.url("quick", "/png?warm"));
        try (var callers = new Callers()) {
            var stuck = callers.ask(IntStream.range(0, FLOOD).mapToObj(i -> origin.url("stuck", "/hang?" + i)));
            await().until(() -> running("stuck") == PERMITS);

            // When
            var quick = callers.ask(IntStream.range(0, 20).mapToObj(i -> origin.url("quick", "/png?" + i)));

            // Then
            for (var answer : quick) {
                assertThat(Callers.tier(answer.get(2, TimeUnit.SECONDS))).isEqualTo("primary");
            }
            for (var answer : stuck) {
                assertThat(Callers.reason(answer.get())).isIn("timeout", "host-busy", "circuit-open");
            }
        }
        await().until(() -> running("stuck") == 0);
    }

    @Test
    void aHostThatIsRedirectedToHasItsOwnPermitsToo() {
        // Given
        try (var callers = new Callers()) {

            // When
            callers.ask(Stream.of(redirected("pointing", "hanging", "/hang?redirected")));

            // Then
            await().until(() -> running("pointing") == 1 && running("hanging") == 1);
        }
        await().until(() -> running("pointing") == 0 && running("hanging") == 0);
    }

    private String redirected(String from, String to, String path) {
        return origin.url(from, "/to/" + URLEncoder.encode(origin.url(to, path), StandardCharsets.UTF_8));
    }

    private static long running(String host) {
        return given().get("/resilience").jsonPath().getList("bulkheads", BulkheadSnapshot.class).stream()
                .filter(bulkhead -> bulkhead.name().equals("image:" + host + ".origin.example"))
                .mapToLong(BulkheadSnapshot::running)
                .sum();
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }
}
