package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.resilience.request.LoadShedder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Large images, sent on while they come. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class StreamingTest {

    private static final int LARGE = 300_000;

    HostileOrigin origin;

    @Inject
    LoadShedder requests;

    @Test
    void aLargeImageIsSentOnBeforeItsEndHasComeAndWithoutALength() throws Exception {
        // Given
        var path = "/paced/1/" + LARGE;

        // When
        try (var caller = new Caller(RestAssured.port, origin.url("stream", path), 65_536).head()) {

            // Then
            assertThat(caller.status()).isEqualTo(200);
            assertThat(caller.header("Content-Type")).isEqualTo("image/gif");
            assertThat(caller.header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(caller.header("Content-Length")).isEmpty();
            assertThat(caller.header("ETag")).isEmpty();
            assertThat(caller.header("X-Image-Tier")).isEqualTo("primary");
            assertThat(caller.header("Cache-Status")).isEqualTo("breakwater; fwd=uri-miss");
            var first = caller.chunk();
            assertThat(first).isNotEmpty();
            origin.release(path);
            var all = new ByteArrayOutputStream();
            all.writeBytes(first);
            all.writeBytes(caller.rest());
            assertThat(all.toByteArray()).isEqualTo(Images.unique(1, LARGE));
        }
    }

    @Test
    void aSmallImageGoesOutWhole() throws Exception {
        // When
        try (var caller = new Caller(RestAssured.port, origin.url("stream", "/unique/2/60000"), 65_536).head()) {

            // Then
            assertThat(caller.header("Content-Length")).isEqualTo("60000");
            assertThat(caller.rest()).isEqualTo(Images.unique(2, 60_000));
        }
    }

    @Test
    void whatBreaksOffIsCutOffForTheCallerTooAndKeptByNobody() throws Exception {
        // Given
        var path = "/pacedcut/3/" + LARGE;
        var url = origin.url("streamcut", path);
        try (var caller = new Caller(RestAssured.port, url, 65_536).head()) {
            caller.chunk();

            // When
            origin.release(path);

            // Then
            assertThatThrownBy(caller::rest).isInstanceOf(IOException.class);
        }
        origin.change(path, "/forbidden");
        var next = given().queryParam("url", url).get("/api/proxy-image");
        assertThat(next.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(next.header("X-Cache")).isEqualTo("MISS");
    }

    @RepeatedTest(10)
    void aSlowCallerOfWhatBreaksOffIsNotToldThatItIsWhole(RepetitionInfo round) throws Exception {
        // Given
        var path = "/pacedcut/" + (70 + round.getCurrentRepetition()) + "/12000000";
        try (var slow = new Caller(RestAssured.port, origin.url("slowcut" + round.getCurrentRepetition(), path), 4_096)
                .head()) {
            await().until(() -> origin.sent(path));

            // When
            origin.release(path);

            // Then
            assertThatThrownBy(slow::slowRest).isInstanceOf(IOException.class);
        }
        await().untilAsserted(() -> assertThat(requests.working()).isZero());
    }

    @Test
    void aThousandAtOnceAreOneFetchAndSeeItComing() throws Exception {
        // Given
        var size = 120_000;
        var path = "/paced/4/" + size;
        var url = origin.url("thousand", path);
        var expected = Images.unique(4, size);
        var connected = new CountDownLatch(1_000);
        // As many as a busy machine serves well within the 3 s that a fetch has in these tests.
        var started = new CountDownLatch(50);
        Callable<Boolean> call = () -> {
            try (var caller = new Caller(RestAssured.port, url, 16_384)) {
                connected.countDown();
                connected.await(20, TimeUnit.SECONDS);
                caller.head();
                var body = new ByteArrayOutputStream();
                // Whoever comes when it is all there gets it whole.
                if (caller.header("Transfer-Encoding").equals("chunked")) {
                    body.writeBytes(caller.chunk());
                    started.countDown();
                }
                body.writeBytes(caller.rest());
                return Arrays.equals(body.toByteArray(), expected);
            }
        };

        // When
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(callers.submit(call));
            }
            connected.await(20, TimeUnit.SECONDS);
            started.await(2_000, TimeUnit.MILLISECONDS);
            var sawItComing = started.getCount() < 50;
            origin.release(path);

            // Then
            for (var answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(sawItComing)
                    .as("had the first of it before the last of it had come")
                    .isTrue();
        }
        assertThat(origin.count(path)).isEqualTo(1);
    }

    @Test
    void aSlowCallerHoldsBackNobodyAndGetsItAllInTheEnd() throws Exception {
        // Given
        var size = 8_000_000;
        var path = "/paced/5/" + size;
        var url = origin.url("slowcaller", path);
        try (var slow = new Caller(RestAssured.port, url, 4_096).head();
                var quick = new Caller(RestAssured.port, url, 65_536).head()) {

            // When
            origin.release(path);

            // Then
            assertThat(quick.rest()).isEqualTo(Images.unique(5, size));
            await().until(() -> given().queryParam("url", url)
                    .head("/api/proxy-image")
                    .header("X-Cache")
                    .equals("HIT"));
            assertThat(slow.rest()).isEqualTo(Images.unique(5, size));
        }
        assertThat(origin.count(path)).isEqualTo(1);
    }

    @Test
    void theFetchGoesOnWhenTheFirstCallerLeaves() throws Exception {
        // Given
        var path = "/paced/6/" + LARGE;
        var url = origin.url("leaving", path);
        try (var second = leaveBehind(url)) {

            // When
            origin.release(path);

            // Then
            assertThat(second.rest()).isEqualTo(Images.unique(6, LARGE));
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> given().queryParam("url", url)
                .head("/api/proxy-image")
                .header("X-Cache")
                .equals("HIT"));
        assertThat(origin.count(path)).isEqualTo(1);
    }

    private static Caller leaveBehind(String url) throws IOException {
        try (var first = new Caller(RestAssured.port, url, 65_536).head()) {
            first.chunk();
            return new Caller(RestAssured.port, url, 65_536).head();
        }
    }
}
