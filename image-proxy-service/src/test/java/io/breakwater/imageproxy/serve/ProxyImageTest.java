package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Every test has hosts of its own, and so breakers of its own. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class ProxyImageTest {

    HostileOrigin origin;

    @Test
    void anImageComesWholeWithItsOwnTypeAndNothingElseOfItsOrigin() {
        // Given
        var url = origin.url("good", "/cookie");

        // When
        var answer = get(url);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(answer.contentType()).isEqualTo("image/png");
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(answer.header("X-Image-Reason")).isNull();
        assertThat(answer.header("X-Cache")).isEqualTo("MISS");
        assertThat(answer.header("Cache-Status")).isEqualTo("breakwater; fwd=uri-miss; stored");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(answer.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"image.png\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Server-Timing")).startsWith("image;dur=");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.header("X-Secret")).isNull();
    }

    @Test
    void theOriginSeesABrowserAndNothingOfTheCaller() {
        // When
        given().header("Cookie", "session=1")
                .header("Authorization", "Bearer of-the-caller")
                .header("Referer", "https://caller.example/")
                .queryParam("url", origin.url("headers", "/png?who"))
                .get("/api/proxy-image");

        // Then
        assertThat(origin.lastRequest("/png?who").toLowerCase())
                .contains("user-agent: mozilla/5.0", "accept: image/", "accept-encoding: identity")
                .contains("host: headers.origin.example:" + origin.port())
                .doesNotContain("cookie", "authorization", "referer", "traceparent", "x-forwarded", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "/jpg, image/jpeg",
        "/gif, image/gif",
        "/gzip, image/png",
        "/untilclose, image/png",
        "/longer, image/png"
    })
    void theTypeIsWhatTheBytesSay(String path, String type) {
        // When
        var answer = get(origin.url("types", path));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(answer.contentType()).isEqualTo(type);
    }

    @Test
    void theSecondTimeIsAHitAndAsksNobody() {
        // Given
        var url = origin.url("hits", "/png?twice");
        get(url);

        // When
        var second = get(url);

        // Then
        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.header("Cache-Status")).startsWith("breakwater; hit; ttl=");
        assertThat(origin.count("/png?twice")).isEqualTo(1);
    }

    @Test
    void headAnswersLikeGetWithoutTheBody() {
        // Given
        var url = origin.url("head", "/png?head");

        // When
        var answer = given().queryParam("url", url).head("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/png");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(Images.small("png").length));
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(answer.asByteArray()).isEmpty();
    }

    @Test
    void aCopyThatIsStillTheSameIsNotSentAgain() {
        // Given
        var url = origin.url("etag", "/png?etag");
        var tag = get(url).header("ETag");

        // When
        var answer = given().header("If-None-Match", tag).queryParam("url", url).get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(answer.header("X-Cache")).isEqualTo("HIT");
        assertThat(answer.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /forbidden    , upstream-refused  , 502, upstream-refused
                    /missing      , not-found         , 502, upstream-refused
                    /error        , upstream-error    , 502, upstream-error
                    /hang         , timeout           , 504, timeout
                    /trickle      , timeout           , 504, timeout
                    /short        , truncated         , 502, upstream-error
                    /shortchunked , truncated         , 502, upstream-error
                    /cutuntilclose, truncated         , 502, upstream-error
                    /endless      , too-large         , 502, upstream-error
                    /declaredhuge , too-large         , 502, upstream-error
                    /bomb         , too-large         , 502, upstream-error
                    /brotli       , bad-encoding      , 502, upstream-error
                    /headers      , bad-response      , 502, upstream-error
                    /garbage      , bad-response      , 502, upstream-error
                    /reset        , connection-lost   , 502, upstream-error
                    /html         , not-an-image      , 502, upstream-error
                    /svg          , svg-refused       , 502, upstream-error
                    /pixels       , too-many-pixels   , 502, upstream-error
                    /loop         , redirect-limit    , 502, upstream-error
                    """)
    void aHostileAnswerNeverReachesTheCaller(String path, String reason, int status, String code) {
        // Given
        var url = origin.url(path.substring(1), path);

        // When
        var image = get(url);

        // Then
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.contentType()).isEqualTo("image/png");
        assertThat(image.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(image.header("X-Image-Reason")).isEqualTo(reason);
        assertThat(image.header("Cache-Control")).isEqualTo("public, max-age=30");
        var problem =
                given().queryParam("url", url).queryParam("fallback", "none").get("/api/proxy-image");
        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(problem.contentType()).startsWith("application/problem+json");
        assertThat(problem.jsonPath().getString("code")).isEqualTo(code);
        assertThat(problem.asString()).doesNotContain("secret", "127.0.0.1", "origin.example");
    }

    @Test
    void aRefusalIsRememberedAndTheOriginLeftAlone() {
        // Given
        var url = origin.url("remembered", "/forbidden?remembered");
        get(url);

        // When
        var second =
                given().queryParam("url", url).queryParam("fallback", "pixel").get("/api/proxy-image");

        // Then
        assertThat(second.contentType()).isEqualTo("image/gif");
        assertThat(second.header("X-Image-Tier")).isEqualTo("pixel");
        assertThat(second.header("Cache-Status")).isEqualTo("breakwater; hit; detail=upstream-refused");
        assertThat(origin.count("/forbidden?remembered")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/error?retried, 2", "/reset?retried, 2", "/forbidden?once, 1", "/hang?once, 1", "/short?once, 1"})
    void onlyWhatMayBeOverInAMomentIsTriedOnceMore(String path, int requests) {
        // When
        get(origin.url("retries", path));

        // Then
        assertThat(origin.count(path)).isEqualTo(requests);
    }

    @Test
    void aRedirectIsFollowedToAnImage() {
        // When
        var answer = get(origin.url("redirect", "/to/%2Fto%2F%252Fpng%253Fend"));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(origin.count("/png?end")).isEqualTo(1);
    }

    @Test
    void aFailureElsewhereIsCountedThereAndNotWhereItWasRedirectedFrom() {
        // Given
        for (int i = 0; i < 5; i++) {
            get(redirected("pointing", "pointedto", "/error?elsewhere" + i));
        }

        // When
        var answer = get(redirected("pointing", "pointedto", "/png?elsewhere"));

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("circuit-open");
        assertThat(origin.count("/png?elsewhere")).isZero();
        assertThat(get(origin.url("pointing", "/png?pointing")).header("X-Image-Tier"))
                .isEqualTo("primary");
        given().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'image:pointing.origin.example' }.state", equalTo("CLOSED"))
                .body("breakers.find { it.name == 'image:pointedto.origin.example' }.state", equalTo("OPEN"));
    }

    @ParameterizedTest
    @CsvSource({
        "http%3A%2F%2F10.0.0.1%2F",
        "http%3A%2F%2F169.254.169.254%2Flatest%2Fmeta-data%2F",
        "http%3A%2F%2Finward.example%2Fa.png",
        "http%3A%2F%2Fmixed.example%2Fa.png",
        "http%3A%2F%2F127.0.0.1%3A22%2F",
        "file%3A%2F%2F%2Fetc%2Fpasswd"
    })
    void aRedirectInwardIsRefused(String location) {
        // When
        var answer = given().queryParam("url", origin.url("inward", "/to/" + location))
                .queryParam("fallback", "none")
                .get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("url-refused");
    }

    @Test
    void aNameThatAlsoLeadsInwardIsRefused() {
        // When
        var answer = given().queryParam("url", "http://mixed.example/a.png")
                .queryParam("fallback", "none")
                .get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(get("http://mixed.example/a.png").header("X-Image-Reason")).isEqualTo("url-refused");
    }

    @ParameterizedTest
    @CsvSource({
        "https://invalid-instagram-url.com/image.jpg, placeholder, image/png, unresolvable",
        "https://invalid-url.com/image.jpg, pixel, image/gif, unresolvable",
        "https://mute.example/image.jpg, placeholder, image/png, lookup-failed",
        "https://broken.example/image.jpg, placeholder, image/png, lookup-failed"
    })
    void aHostThatNobodyKnowsIsAnImageInTimeAndKnownTheSecondTime(
            String url, String fallback, String type, String reason) {
        // Given
        var first =
                given().queryParam("url", url).queryParam("fallback", fallback).get("/api/proxy-image");

        // When
        var second =
                given().queryParam("url", url).queryParam("fallback", fallback).get("/api/proxy-image");

        // Then
        for (var answer : new Response[] {first, second}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo(type);
            assertThat(answer.header("X-Image-Tier")).isEqualTo(fallback);
            assertThat(answer.header("X-Image-Reason")).isEqualTo(reason);
        }
        assertThat(first.time()).isLessThan(3_000);
        assertThat(second.time()).isLessThan(3_000);
        assertThat(second.header("Cache-Status")).isEqualTo("breakwater; hit; detail=" + reason);
    }

    @Test
    void aNameServerThatDoesNotAnswerIsNoFaultOfTheHost() {
        // When
        for (int i = 0; i < 6; i++) {
            get("https://broken.example/" + i + ".jpg");
        }

        // Then
        given().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'image:broken.example' }.state", equalTo("CLOSED"))
                .body("breakers.find { it.name == 'image-egress' }.state", equalTo("CLOSED"));
    }

    @Test
    void anExpiredSignatureIsKnownWithoutAsking() {
        // When
        var answer = get("https://scontent.cdninstagram.com/v/a.jpg?oe=65920080");

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("signature-expired");
        assertThat(answer.header("Cache-Status")).isEqualTo("breakwater; hit; detail=signature-expired");
    }

    @Test
    void aStaleImageStandsInForOneThatCannotBeHad() {
        // Given
        var url = origin.url("stale", "/stale?1");
        get(url);
        origin.change("/stale?1", "/forbidden");

        // When
        var answer =
                given().queryParam("url", url).queryParam("fallback", "none").get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(answer.header("X-Cache")).isEqualTo("STALE");
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("upstream-refused");
        assertThat(answer.header("Cache-Status"))
                .startsWith("breakwater; hit; ttl=")
                .endsWith("detail=upstream-refused");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=30");
    }

    @Test
    void whatIsPrivateIsServedButNotKept() {
        // Given
        var url = origin.url("private", "/nostore");
        get(url);

        // When
        var second = get(url);

        // Then
        assertThat(second.header("X-Cache")).isEqualTo("MISS");
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
        assertThat(origin.count("/nostore")).isEqualTo(2);
    }

    @Test
    void fiftyAtOnceAreOneFetch() throws Exception {
        // Given
        var url = origin.url("together", "/slow?together");

        // When
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(Stream.<Callable<Response>>generate(() -> () -> get(url))
                    .limit(50)
                    .toList());

            // Then
            for (var answer : answers) {
                assertThat(answer.get().header("X-Image-Tier")).isEqualTo("primary");
            }
        }
        assertThat(origin.count("/slow?together")).isEqualTo(1);
    }

    @Test
    void aHostThatKeepsFailingIsGivenARestAndTheOthersAreNot() {
        // Given
        for (int i = 0; i < 5; i++) {
            get(origin.url("failing", "/error?" + i));
        }

        // When
        var answer = given().queryParam("url", origin.url("failing", "/png?failing"))
                .queryParam("fallback", "none")
                .get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("circuit-open");
        assertThat(origin.count("/png?failing")).isZero();
        assertThat(get(origin.url("working", "/png?working")).header("X-Image-Tier"))
                .isEqualTo("primary");
        given().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'image:failing.origin.example' }.state", equalTo("OPEN"))
                .body("breakers.find { it.name == 'image:working.origin.example' }.state", equalTo("CLOSED"))
                .body("breakers.find { it.name == 'image-egress' }.state", equalTo("CLOSED"));
    }

    @Test
    void aHostThatRefusesIsNotAtFault() {
        // Given
        for (int i = 0; i < 8; i++) {
            get(origin.url("refusing", (i % 2 == 0 ? "/forbidden?" : "/missing?") + "f" + i));
        }

        // When
        var answer = get(origin.url("refusing", "/png?refusing"));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
    }

    @Test
    void aCallerWhoWaitsNoLongerGetsAStandInInTime() {
        // Given
        var url = origin.url("impatient", "/slower?impatient");
        var deadline = System.currentTimeMillis() + 1_500;

        // When
        var answer = given().header("X-Request-Deadline", deadline)
                .queryParam("url", url)
                .get("/api/proxy-image");

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("timeout");
        await().until(() -> get(url).header("X-Cache").equals("HIT"));
        assertThat(origin.count("/slower?impatient")).isEqualTo(1);
    }

    @Test
    void anOperatorHoldsAHostOpenAndClosesItAgain() {
        // Given
        get(origin.url("held", "/png?before"));

        // When
        operate("image:held.origin.example/open");

        // Then
        assertThat(get(origin.url("held", "/png?held")).header("X-Image-Reason"))
                .isEqualTo("circuit-open");
        assertThat(get(origin.url("held", "/png?before")).header("X-Cache")).isEqualTo("HIT");
        operate("image:held.origin.example/close");
        assertThat(get(origin.url("held", "/png?held")).header("X-Image-Tier")).isEqualTo("primary");
    }

    @Test
    void anOperatorHoldsTheWayOutOpenAndClosesItAgain() {
        // When
        operate("image-egress/open");

        // Then
        var answer = get(origin.url("egress", "/png?egress"));
        operate("image-egress/close");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("circuit-open");
        assertThat(get(origin.url("egress", "/png?egress")).header("X-Image-Tier"))
                .isEqualTo("primary");
    }

    @Test
    void whatNobodyWaitsForIsCutOff() {
        // When
        get(origin.url("cutoff", "/trickle?cutoff"));

        // Then
        assertThat(origin.count("/trickle?cutoff")).isEqualTo(1);
        await().atMost(Duration.ofSeconds(3)).until(() -> origin.open("/trickle?cutoff") == 0);
    }

    @Test
    void statisticsTellTiersReasonsCachesAndHosts() {
        // Given
        get(origin.url("stats", "/png?stats"));
        get(origin.url("stats", "/forbidden?stats"));

        // When
        var stats = given().get("/api/proxy-image/stats").then().statusCode(200);

        // Then
        stats.body("tiers.keySet()", hasItem("primary"))
                .body("tiers.primary.loads > 0", equalTo(true))
                .body("tiers.placeholder.loads > 0", equalTo(true))
                .body("fallbacks.'upstream-refused' > 0", equalTo(true))
                .body("cache.bytes > 0", equalTo(true))
                .body("cache.maxBytes", equalTo(67_108_864))
                .body("cache.maxDiskBytes", equalTo(1_073_741_824))
                .body("cache.levels.name", hasItem("images"))
                .body("breakers.name", hasItem("image:stats.origin.example"));
        given().get("/metrics").then().body("cache.misses > 0", equalTo(true));
        assertThat(given().get("/metrics/prometheus").asString())
                .contains("breakwater_image_loads_seconds_count{tier=\"primary\"}")
                .doesNotContain("origin.example", "origin_example");
    }

    @Test
    void anOperatorClearsTheCaches() {
        // Given
        var url = origin.url("cleared", "/png?cleared");
        get(url);

        // When
        given().auth()
                .preemptive()
                .basic("operator", HostileWorld.PASSWORD)
                .post("/admin/cache/clear")
                .then()
                .statusCode(200);

        // Then
        assertThat(get(url).header("X-Cache")).isEqualTo("MISS");
    }

    private String redirected(String from, String to, String path) {
        return origin.url(from, "/to/" + URLEncoder.encode(origin.url(to, path), StandardCharsets.UTF_8));
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }

    private static void operate(String action) {
        given().auth()
                .preemptive()
                .basic("operator", HostileWorld.PASSWORD)
                .post("/admin/circuit-breakers/" + action)
                .then()
                .statusCode(200);
    }
}
