package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The short way for what memory has, held against the way that every other request goes: by a condition, for one. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class HitRouteTest {

    private static final String IMAGE = "/unique/21/3000";

    HostileOrigin origin;

    @Inject
    ImageDesk desk;

    @Test
    void aHitSaysTheSameWhicheverWayItGoes() {
        // Given
        var url = cached("same", IMAGE);

        // When
        var quick = get(url);

        // Then
        assertThat(desk.atHand(asked(url))).as("it does go the short way").isPresent();
        var slow = with(url, "If-None-Match", "\"none\"");
        assertThat(quick.statusCode()).isEqualTo(200);
        assertThat(headers(quick)).isEqualTo(headers(slow));
        assertThat(quick.header("X-Cache")).isEqualTo("HIT");
        assertThat(quick.header("X-Trace-Id")).hasSize(32);
        assertThat(quick.header("Server-Timing")).matches("image;dur=\\d+\\.\\d");
        assertThat(quick.asByteArray()).isEqualTo(Images.unique(21, 3_000)).isEqualTo(slow.asByteArray());
    }

    @Test
    void theReasonAndTierOfAnImageFromElsewhereStayWithIt() {
        // Given
        var url = origin.url("a.mirrored", "/png?hit-elsewhere");
        origin.change("a.mirrored", "/png?hit-elsewhere", "/forbidden");
        get(url);

        // When
        var quick = get(url);

        // Then
        assertThat(desk.atHand(asked(url))).isPresent();
        assertThat(quick.header("X-Image-Tier")).isEqualTo("cdn");
        assertThat(quick.header("X-Image-Reason")).isEqualTo("upstream-refused");
        assertThat(headers(quick)).isEqualTo(headers(with(url, "If-None-Match", "\"none\"")));
    }

    @Test
    void aHitIsCountedTheSameWhicheverWayItGoes() {
        // Given
        var url = cached("counted", IMAGE);
        var before = Counts.now();

        // When
        get(url);

        // Then
        var quick = Counts.now();
        with(url, "If-None-Match", "\"none\"");
        assertThat(quick.since(before)).isEqualTo(new Counts(1, 1, 0, 1));
        await().untilAsserted(() -> assertThat(Counts.now().since(before))
                .as("and one that does not")
                .isEqualTo(new Counts(2, 2, 0, 2)));
    }

    @Test
    void whatIsNotAtHandIsNotCountedTwice() {
        // Given
        var before = Counts.now();

        // When
        get(origin.url("miss", "/unique/22/3000"));

        // Then
        assertThat(Counts.now().since(before)).isEqualTo(new Counts(1, 0, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIXEL", "text", "placeholder,pixel"})
    void whatIsNoQuestionIsNotAnsweredThoughTheImageIsThere(String fallback) {
        // Given
        var url = cached("question", IMAGE);

        // When
        var answer =
                given().queryParam("url", url).queryParam("fallback", fallback).get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void anAnswerThatNobodyWaitsForIsRefusedThoughTheImageIsThere() {
        // Given
        var url = cached("late", IMAGE);

        // When
        var answer = with(url, "X-Request-Deadline", "1700000000000");

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("timeout");
    }

    @Test
    void nothingButAPlainGetOfThatPathGoesTheShortWay() {
        // Given
        var url = cached("plain", IMAGE);

        // When
        var head = given().queryParam("url", url).head("/api/proxy-image");

        // Then
        assertThat(head.header("Content-Length")).isEqualTo("3000");
        assertThat(given().queryParam("url", url).post("/api/proxy-image").statusCode())
                .isEqualTo(405);
        assertThat(given().queryParam("url", url).get("/api/proxy-image/stats").contentType())
                .startsWith("application/json");
        assertThat(given().queryParam("url", url).get("/api/health").statusCode())
                .isEqualTo(404);
        assertThat(with(url, "Range", "bytes=0-9").statusCode()).isEqualTo(206);
    }

    @Test
    void onlyAGoodImageThatMemoryHasIsAtHand() {
        // Given
        var large = cached("hand", "/unique/23/300000");
        var stale = cached("hand", "/strict?hand");
        var refused = "http://10.0.0.1/a.png";
        get(refused);
        var before = Counts.now();

        // When
        var found = List.of(large, stale, refused, "nonsense", " ", origin.url("hand", "/unique/24/1000")).stream()
                .filter(url -> desk.atHand(asked(url)).isPresent())
                .toList();

        // Then
        assertThat(found).isEmpty();
        assertThat(Counts.now().since(before)).as("nothing is counted").isEqualTo(new Counts(0, 0, 0, 0));
    }

    @Test
    void aHitOutlivesNeitherItsLifeNorAnOperatorsClearing() {
        // Given
        var path = "/versions?hits";
        var url = cached("life", path);
        assertThat(get(url).header("X-Cache")).isEqualTo("HIT");

        // When
        var later = await().atMost(Duration.ofSeconds(5))
                .until(() -> get(url), answer -> !answer.header("X-Cache").equals("HIT"));

        // Then
        assertThat(later.header("X-Cache")).isEqualTo("STALE");
        given().auth()
                .preemptive()
                .basic("operator", HostileWorld.PASSWORD)
                .post("/admin/cache/clear")
                .then()
                .statusCode(200);
        assertThat(get(url).header("X-Cache")).isEqualTo("MISS");
    }

    /** Of this service, as it tells them. */
    private record Counts(long served, long hits, long misses, long requests) {

        static Counts now() {
            var stats = given().get("/api/proxy-image/stats").jsonPath();
            var prometheus = given().get("/metrics/prometheus").asString();
            return new Counts(
                    stats.getLong("tiers.primary.loads"),
                    stats.getLong("cache.levels.find { it.name == 'images' }.hits"),
                    stats.getLong("cache.levels.find { it.name == 'images' }.misses"),
                    prometheus
                            .lines()
                            .filter(line -> line.startsWith("http_server_requests_seconds_count")
                                    && line.contains("uri=\"/api/proxy-image\"")
                                    && line.contains("method=\"GET\""))
                            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                            .sum());
        }

        Counts since(Counts before) {
            return new Counts(
                    served - before.served, hits - before.hits, misses - before.misses, requests - before.requests);
        }
    }

    /** Without those that differ from answer to answer. */
    private static Map<String, String> headers(Response answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach(header -> headers.merge(header.getName(), header.getValue(), (a, b) -> a + "|" + b));
        headers.keySet().removeAll(List.of("X-Trace-Id", "Server-Timing", "Age"));
        headers.computeIfPresent("Cache-Status", (_, status) -> status.replaceFirst("ttl=\\d+", "ttl=n"));
        return headers;
    }

    private static Asked asked(String url) {
        return new Asked(url, null, null, null, null);
    }

    /** The URL of an image that was fetched and kept. */
    private String cached(String host, String path) {
        var url = origin.url(host, path);
        assertThat(with(url, "If-None-Match", "\"none\"").statusCode()).isEqualTo(200);
        return url;
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }

    private static Response with(String url, String header, String value) {
        return given().header(header, value).queryParam("url", url).get("/api/proxy-image");
    }
}
