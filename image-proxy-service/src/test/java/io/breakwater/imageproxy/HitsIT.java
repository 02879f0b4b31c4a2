package io.breakwater.imageproxy;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.TestDns;
import io.breakwater.resilience.testing.ServiceProcess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, working on one request at a time. */
class HitsIT {

    @Test
    void anImageInMemoryTakesATurnLikeEveryOther() {
        // Given
        try (var origin = new HostileOrigin();
                var dns = new TestDns();
                var service = ServiceProcess.ofThisModule()
                        .env("BREAKWATER_REQUEST_MAX_CONCURRENT", "1")
                        .env("BREAKWATER_IMAGE_GUARD_PORTS", Integer.toString(origin.port()))
                        .env("BREAKWATER_IMAGE_GUARD_ALLOWED_RANGES", "127.0.0.0/8")
                        .env("BREAKWATER_IMAGE_GUARD_NAME_SERVERS", dns.server())
                        .start();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var kept = path(origin.url("kept", "/png?kept"));
            service.get(kept);
            assertThat(service.get(kept).headers().firstValue("X-Cache")).contains("HIT");

            // When
            var waiting = callers.submit(() -> service.get(path(origin.url("slow", "/hang?turn"))));
            await().until(() -> origin.count("/hang?turn") > 0);

            // Then
            var refused = service.get(kept);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("bulkhead-full");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            await().until(waiting::isDone);
            assertThat(service.get(kept).headers().firstValue("X-Cache"))
                    .as("turns that were given back are there again")
                    .contains("HIT");
            assertThat(service.get(kept).statusCode()).isEqualTo(200);
        }
    }

    private static String path(String url) {
        return "/api/proxy-image?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
    }
}
