package io.breakwater.health.stream;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.health.change.Change;
import io.breakwater.health.change.Change.Kind;
import io.breakwater.health.change.ChangeFeed;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Criticality;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.breaker.Hold;
import io.breakwater.resilience.request.LoadShedder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class EventStreamTest extends SuiteTestBase {

    @TestHTTPResource("/api/health/stream")
    URI address;

    @Inject
    ChangeFeed feed;

    @Inject
    ComponentBoard board;

    @Inject
    LoadShedder turns;

    @Test
    void whoFollowsGetsTheWholePictureFirst() throws IOException {
        // When
        try (var events = Events.at(address)) {
            var first = events.next("overview", PATIENCE);
            // Then
            var picture = JsonPath.from(first.data());
            assertThat(picture.getString("status")).as(first.data()).isEqualTo("healthy");
            assertThat(picture.getString("scoring.formula")).isNotBlank();
            assertThat(picture.getString("cascadeRisk.level")).isEqualTo("none");
            assertThat(picture.getList("components.name")).contains("redis", "memory");
            assertThat(picture.getList("components.find { it.name == 'usage-service' }.dependsOn"))
                    .contains("database");
            assertThat(picture.getList("services.service"))
                    .contains("usage-service", "image-proxy-service", "ai-reply-service", "health-service");
            assertThat(picture.getList("services.find { it.service == 'ai-reply-service' }.breakers.name"))
                    .contains("ai-service");
        }
    }

    @Test
    void whoWantsDifferencesGetsWhatIsAnotherAndNothingElse() throws IOException {
        try (var events = Events.at(URI.create(address + "?differences=true"))) {
            // Given
            var whole = JsonPath.from(events.next("overview", PATIENCE).data());
            assertThat(whole.getList("components.name")).contains("redis", "object-storage");
            // When
            breakers.get("redis").holdOpen(new Hold("test", "a difference", Instant.now()));
            // Then
            var difference =
                    JsonPath.from(events.next("overview-difference", PATIENCE, data -> data.contains("a difference"))
                            .data());
            assertThat(difference.getString("services.find { it.id == 'health-service@self' }.breakers"
                            + ".find { it.name == 'redis' }.hold.why"))
                    .isEqualTo("a difference");
            assertThat(difference.getList("components.name")).doesNotContain("object-storage");
            assertThat(difference.getString("scoring")).isNull();
        }
    }

    @Test
    void whoWantsDifferencesGetsTheWholePictureAgainWhereThereAreOtherComponents() throws IOException {
        var added = new Component("an-added-one", Criticality.OPTIONAL, 0, List.of());
        try (var events = Events.at(URI.create(address + "?differences=true"))) {
            // Given
            events.next("overview", PATIENCE);
            // When
            board.add(added);
            // Then
            assertThat(JsonPath.from(events.next("overview", PATIENCE).data()).getList("components.name"))
                    .contains("an-added-one");
        } finally {
            board.remove(added.name());
        }
    }

    @Test
    void aBreakerOfThisInstanceIsToldWithinASecond() throws IOException {
        try (var events = Events.at(address)) {
            // Given
            events.next("overview", PATIENCE);
            // When
            var opened = System.nanoTime();
            breakers.get("redis").holdOpen(new Hold("test", "a drill", Instant.now()));
            // Then
            var change = JsonPath.from(events.next("change", PATIENCE).data());
            assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(Duration.ofSeconds(1));
            assertThat(change.getString("kind")).isEqualTo("breaker");
            assertThat(change.getString("name")).isEqualTo("redis");
            assertThat(change.getString("from")).isEqualTo("CLOSED");
            assertThat(change.getString("to")).isEqualTo("OPEN");
            assertThat(change.getString("reason")).contains("a drill");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            JsonPath.from(events.next("overview", PATIENCE).data())
                                    .getString("services.find { it.service == 'health-service' }.breakers"
                                            + ".find { it.name == 'redis' }.hold.why"))
                    .isEqualTo("a drill"));
        }
    }

    @Test
    void aBreakerOfAnotherServiceIsToldWithinASecond() throws IOException {
        try (var events = Events.at(address)) {
            // Given: usage-service says that it changed as soon as it does
            var bell = new ChangingService(json, "usage-service");
            answer("usage-service", bell);
            events.next("overview", PATIENCE);
            await().atMost(PATIENCE).until(bell::waitedFor);
            // When
            var opened = System.nanoTime();
            bell.become(Snapshots.of("usage-service").breaker("database", BreakerState.OPEN));
            // Then
            var change = events.next("change", PATIENCE, data -> data.contains("\"breaker\""));
            assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(Duration.ofSeconds(1));
            assertThat(JsonPath.from(change.data()).getString("instance")).isEqualTo("usage-service-1");
            assertThat(JsonPath.from(change.data()).getString("to")).isEqualTo("OPEN");
        }
    }

    @Test
    void whoComesBackGetsWhatItMissed() throws IOException {
        // Given
        String known;
        try (var events = Events.at(address)) {
            events.next("overview", PATIENCE);
            feed.publish(change("first"));
            known = events.next("change", PATIENCE, data -> data.contains("first"))
                    .id();
        }
        feed.publish(change("second"));
        feed.publish(change("third"));
        // When
        try (var events = Events.at(address, "Last-Event-ID: " + known)) {
            // Then
            var missed = events.next("change", PATIENCE, data -> data.contains("drill-"));
            assertThat(missed.data()).contains("drill-second");
            assertThat(events.next("change", PATIENCE, data -> data.contains("drill-"))
                            .data())
                    .contains("drill-third");
        }
        assertThat(get("/api/v1/resilience/changes").jsonPath().getList("changes.name"))
                .contains("drill-first", "drill-second", "drill-third");
    }

    @Test
    void followersTakeNoTurnAndPastTheLimitOneIsTurnedAway() throws IOException {
        // Given
        var open = new ArrayList<Events>();
        try {
            for (var i = 0; i < FOLLOWERS; i++) {
                open.add(Events.at(address));
            }
            for (var each : open) {
                each.next("overview", PATIENCE);
            }
            // When
            var oneMore = get("/api/health/stream");
            // Then
            assertThat(oneMore.statusCode()).isEqualTo(503);
            assertThat(oneMore.jsonPath().getString("code")).isEqualTo("bulkhead-full");
            assertThat(oneMore.header("Retry-After")).isNotBlank();
            assertThat(turns.working()).isLessThan(FOLLOWERS);
        } finally {
            for (var each : open) {
                each.close();
            }
        }
        await().atMost(PATIENCE)
                .until(() -> get("/metrics/prometheus").asString().contains("breakwater_stream_followers 0.0"));
    }

    @Test
    void whoDoesNotReadIsCutOffAndHoldsNobodyUp() throws IOException {
        // Given
        try (var deaf = new Socket("127.0.0.1", address.getPort());
                var events = Events.at(address)) {
            deaf.setReceiveBufferSize(1_024);
            deaf.getOutputStream()
                    .write("GET /api/health/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            events.next("overview", PATIENCE);
            // When
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                for (var i = 0; i < 20; i++) {
                    feed.publish(change("x".repeat(20_000)));
                }
                assertThat(get("/metrics/prometheus").asString()).contains("breakwater_stream_followers 1.0\n");
            });
            // Then
            feed.publish(change("told"));
            assertThat(events.next("change", PATIENCE, data -> data.contains("drill-told"))
                            .data())
                    .isNotBlank();
        }
    }

    private static final int FOLLOWERS = 12;

    private static Change change(String name) {
        return Change.of(Instant.now(), Kind.CONTROL, "drill-" + name, null, "done", null);
    }
}
