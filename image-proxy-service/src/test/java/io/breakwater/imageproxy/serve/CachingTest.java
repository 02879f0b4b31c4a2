package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes out of the cache, and when it is new again. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class CachingTest {

    /** One that memory keeps, and one that is sent from its file. */
    private static final String SMALL = "/unique/11/2000";

    private static final String LARGE = "/unique/12/400000";

    HostileOrigin origin;

    @ParameterizedTest
    @CsvSource({
        SMALL + ", bytes=0-99, 0, 99",
        SMALL + ", bytes=1900-, 1900, 1999",
        SMALL + ", bytes=-100, 1900, 1999",
        SMALL + ", bytes=1999-5000, 1999, 1999",
        LARGE + ", bytes=0-0, 0, 0",
        LARGE + ", bytes=399000-, 399000, 399999"
    })
    void aPartIsSentAsThePartItIs(String path, String range, int first, int last) {
        // Given
        var url = cached(path);
        var all = image(path);

        // When
        var answer = with(url, "Range", range);

        // Then
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + all.length);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
        assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(all, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2000-", "bytes=-0", "bytes=0-1,5-6"})
    void aPartThatIsNotThereIsNotSentNorAreSeveral(String range) {
        // Given
        var url = cached(SMALL);

        // When
        var answer = with(url, "Range", range);

        // Then
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */2000");
        assertThat(answer.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-4", "bytes=a-b", "lines=1-2", "bytes"})
    void whatIsNoRangeIsLeftAside(String range) {
        // Given
        var url = cached(SMALL);

        // When
        var answer = with(url, "Range", range);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(image(SMALL));
    }

    @Test
    void aPartOfAnotherImageIsNotSent() {
        // Given
        var url = cached(SMALL);
        var tag = get(url).header("ETag");

        // When
        var other = given().header("Range", "bytes=0-9")
                .header("If-Range", "\"another\"")
                .queryParam("url", url)
                .get("/api/proxy-image");

        // Then
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(given().header("Range", "bytes=0-9")
                        .header("If-Range", tag)
                        .queryParam("url", url)
                        .get("/api/proxy-image")
                        .statusCode())
                .isEqualTo(206);
    }

    @Test
    void noPartOfAStandInIsTakenForAPartOfTheImage() {
        // When
        var answer = with(origin.url("range", "/forbidden?range"), "Range", "bytes=10-19");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(answer.header("Accept-Ranges")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, LARGE})
    void headTellsWhatGetWouldSend(String path) {
        // Given
        var url = cached(path);

        // When
        var answer = given().queryParam("url", url).head("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(image(path).length));
        assertThat(answer.header("ETag")).isEqualTo(get(url).header("ETag"));
        assertThat(answer.asByteArray()).isEmpty();
    }

    @Test
    void aLargeImageComesWholeFromItsFile() {
        // Given
        var url = cached(LARGE);

        // When
        var answer = get(url);

        // Then
        assertThat(answer.header("X-Cache")).isEqualTo("HIT");
        assertThat(answer.header("Content-Length")).isEqualTo("400000");
        assertThat(answer.contentType()).isEqualTo("image/gif");
        assertThat(answer.asByteArray()).isEqualTo(image(LARGE));
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, *, 304",
        "If-None-Match, \"other\", 200",
        "If-Modified-Since, 'Sun, 01 Nov 2026 10:00:00 GMT', 304",
        "If-Modified-Since, 'Sun, 01 Nov 2026 09:59:59 GMT', 200",
        "If-Modified-Since, yesterday, 200"
    })
    void conditionsAreHeldAgainstTheImage(String header, String value, int status) {
        // Given
        var url = cached("/dated");

        // When
        var answer = with(url, header, value);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Last-Modified")).isEqualTo("Sun, 01 Nov 2026 10:00:00 GMT");
        assertThat(answer.asByteArray().length).isEqualTo(status == 304 ? 0 : 1_000);
    }

    @Test
    void theTagCountsForMoreThanTheDate() {
        // Given
        var url = cached("/dated");

        // When
        var answer = given().header("If-None-Match", "\"other\"")
                .header("If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT")
                .queryParam("url", url)
                .get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void anImageThatIsStillTheSameIsNotFetchedAgain() {
        // Given
        var url = cached("/validated?same");

        // When
        var answer = get(url);

        // Then
        assertThat(answer.header("X-Cache")).isEqualTo("REVALIDATED");
        assertThat(answer.header("Cache-Status")).isEqualTo("breakwater; fwd=stale; fwd-status=304; stored");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(origin.lastRequest("/validated?same")).contains("If-None-Match: \"v1\"");
        assertThat(get(url).header("X-Cache")).isEqualTo("HIT");
        assertThat(origin.count("/validated?same")).isEqualTo(2);
    }

    @Test
    void anImageALittlePastItsLifeIsServedAtOnceWhileANewOneIsFetched() {
        // Given
        var path = "/versions?1";
        var url = cached(path);
        await().until(() -> !get(url).header("X-Cache").equals("HIT"));

        // When
        await().until(() -> origin.count(path) >= 2 && Arrays.equals(get(url).asByteArray(), Images.unique(2, 500)));

        // Then
        // The next one may be a fresh one again.
        var stale = await().atMost(Duration.ofSeconds(5))
                .until(() -> get(url), answer -> answer.header("X-Cache").equals("STALE"));
        assertThat(stale.header("Cache-Status")).startsWith("breakwater; hit; ttl=");
        assertThat(stale.header("X-Image-Reason")).isNull();
        assertThat(stale.header("Cache-Control")).isEqualTo("public, max-age=30");
    }

    @Test
    void whatMustBeRevalidatedNeverStandsIn() {
        // Given
        var url = cached("/strict?1");
        origin.change("/strict?1", "/forbidden");

        // When
        var answer = get(url);

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("upstream-refused");
    }

    @Test
    void bytesThatWereFetchedWhileTheirSignatureLivedServeOnAndSaySo() {
        // Given
        var end = Instant.now().plusSeconds(2).getEpochSecond();
        var url = "http://scontent.fbcdn.net:" + origin.port() + "/png?oe=" + Long.toHexString(end);
        assertThat(get(url).header("X-Image-Tier")).isEqualTo("primary");

        // When
        await().until(() -> Instant.now().getEpochSecond() >= end);

        // Then
        var answer = get(url);
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(answer.header("X-Cache")).isEqualTo("STALE");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("signature-expired");
        assertThat(answer.header("Cache-Status")).endsWith("detail=signature-expired");
        assertThat(origin.count("/png?oe=" + Long.toHexString(end))).isEqualTo(1);
    }

    @Test
    void anOperatorClearsTheDiskAsWell() {
        // Given
        var url = cached("/unique/13/300000");

        // When
        given().auth()
                .preemptive()
                .basic("operator", HostileWorld.PASSWORD)
                .post("/admin/cache/clear")
                .then()
                .statusCode(200);

        // Then
        assertThat(with(url, "Range", "bytes=0-").header("X-Cache")).isEqualTo("MISS");
    }

    /** The URL of an image that was fetched and kept. */
    private String cached(String path) {
        var url = origin.url("caching", path);
        assertThat(with(url, "If-None-Match", "\"none\"").statusCode()).isEqualTo(200);
        return url;
    }

    private static byte[] image(String path) {
        var parts = path.split("/");
        return Images.unique(Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }

    private static Response with(String url, String header, String value) {
        return given().header(header, value).queryParam("url", url).get("/api/proxy-image");
    }
}
