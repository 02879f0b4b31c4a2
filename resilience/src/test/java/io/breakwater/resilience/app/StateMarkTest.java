package io.breakwater.resilience.app;

import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.Hold;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class StateMarkTest {

    @TestHTTPResource("/resilience/changed")
    URI address;

    @Inject
    BreakerRegistry breakers;

    @AfterEach
    void release() {
        breakers.resetAll();
    }

    @Test
    void whoKnowsNothingOrSomethingElseIsToldAtOnce() {
        // Given
        var mark = mark();
        // When
        var told = get("/resilience/changed?since=another-3");
        // Then
        assertThat(told.jsonPath().getString("mark")).isEqualTo(mark);
        assertThat(told.time()).isLessThan(5_000);
    }

    @Test
    void whoWaitsIsToldOfABreakerWithinASecond() {
        try (var http = HttpClient.newHttpClient()) {
            // Given
            var mark = mark();
            var waiting = ask(http, mark);
            // When
            var opened = System.nanoTime();
            breakers.get("redis").holdOpen(new Hold("test", "a drill", Instant.now()));
            // Then
            assertThat(waiting.join().body()).doesNotContain(mark).contains("mark");
            assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void oneMoreThanMayWaitIsTurnedAway() {
        try (var http = HttpClient.newHttpClient()) {
            // Given
            var mark = mark();
            var waiting = IntStream.range(0, 80).mapToObj(_ -> ask(http, mark)).toList();
            // When
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            waiting.stream().filter(CompletableFuture::isDone).count() == 16);
            // Then
            breakers.get("redis").holdOpen(new Hold("test", "a drill", Instant.now()));
            assertThat(waiting.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 503))
                    .hasSize(16);
        }
    }

    private static String mark() {
        return get("/resilience/changed").jsonPath().getString("mark");
    }

    private CompletableFuture<HttpResponse<String>> ask(HttpClient http, String since) {
        var request = HttpRequest.newBuilder(URI.create(address + "?since=" + since))
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
