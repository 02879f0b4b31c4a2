package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.origin.TestDns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** Hosts below {@code mirrored} have two mirrors, those below {@code proxied} a proxy, those below {@code both} all. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class TiersTest {

    private static final String FIRST = "one.mirror";
    private static final String SECOND = "two.mirror";

    HostileOrigin origin;
    TestDns dns;

    @Test
    void anImageThatItsHostRefusesComesFromTheFirstMirrorThatHasIt() {
        // Given
        var path = "/forbidden?mirrored&oh=00_Af&oe=FFFFFFFF";
        origin.change(SECOND, path, "/png");

        // When
        var answer = get(origin.url("a.mirrored", path));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("cdn");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("upstream-refused");
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(origin.count("a.mirrored", path))
                .as("a 403 moves on at once")
                .isEqualTo(1);
        assertThat(origin.count(FIRST, path))
                .as("asked with the very same query")
                .isEqualTo(1);
        assertThat(get(origin.url("a.mirrored", path)).header("X-Cache")).isEqualTo("HIT");
    }

    @Test
    void anImageThatIsNowhereInItsCdnComesThroughAProxyThatIsGivenItsUrlWhole() {
        // Given
        var path = "/forbidden?a=1&b=%26%20c";

        // When
        var answer = get(origin.url("a.both", path));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("proxy");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("upstream-refused");
        assertThat(answer.asByteArray()).isEqualTo(Images.small("jpg"));
        assertThat(origin.count(FIRST, path)).isEqualTo(1);
        assertThat(origin.count(SECOND, path)).isEqualTo(1);
        assertThat(origin.count("/viaproxy?u=http%3A%2F%2Fa.both.origin.example%3A" + origin.port()
                        + "%2Fforbidden%3Fa%3D1%26b%3D%2526%2520c"))
                .isEqualTo(1);
    }

    @Test
    void aProxyThatSays404DoesNotMakeItNotFound() {
        // When
        var answer = given().queryParam("url", origin.url("hidden.proxied", "/nowhere-forbidden"))
                .queryParam("fallback", "none")
                .get("/api/proxy-image");

        // Then
        assertThat(answer.jsonPath().getString("code")).isEqualTo("upstream-refused");
        given().get("/api/proxy-image/stats").then().body("tiers.proxy.left.'not-found'", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/missing?404, 2, false, placeholder",
        "/svg?made, 0, true, proxy",
        "/pixels?made, 0, true, proxy",
        "/html?page, 2, true, proxy",
        "/error?down, 2, true, proxy",
    })
    void theFirstReasonDecidesWhoElseIsAsked(String path, int mirrors, boolean proxy, String tier) {
        // When
        var answer = get(origin.url("decides.both", path));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo(tier);
        assertThat(Math.min(1, origin.count(FIRST, path)) + Math.min(1, origin.count(SECOND, path)))
                .isEqualTo(mirrors);
    }

    @Test
    void aHostThatHangsLeavesTimeForTheOthers() {
        // Given
        origin.change(FIRST, "/hang?mirrored", "/png");

        // When
        var answer = get(origin.url("hanging.mirrored", "/hang?mirrored"));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("cdn");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("timeout");
        assertThat(answer.time()).isLessThan(2_900);
    }

    @Test
    void aHostWhoseBreakerIsOpenIsPassedOver() {
        // Given
        for (int i = 0; i < 5; i++) {
            origin.change("open.mirrored", "/png?open" + i, "/short");
            get(origin.url("open.mirrored", "/png?open" + i));
        }

        // When
        var answer = get(origin.url("open.mirrored", "/png?open"));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("cdn");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("circuit-open");
        assertThat(origin.count("open.mirrored", "/png?open")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "https://dead.cdninstagram.com/v/a.jpg?stp=1&oe=65920080&oh=1",
        "https://instagram.dead.fna.fbcdn.net/v/a.jpg?oe=65920080",
        "https://scontent.dead.fbcdn.net/v/a.jpg?oe=65920080",
    })
    void aDeadSignatureAsksNobodyAndCostsNobody(String url) {
        // When
        var answer = get(url);

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("signature-expired");
        assertThat(dns.names()).noneMatch(name -> name.contains("dead"));
        given().get("/resilience").then().body("breakers.findAll { it.name.contains('dead.') }.size()", equalTo(0));
    }

    @Test
    void whatTheGuardRefusesIsToldToNoProxy() {
        // When
        var answer = get("http://10.0.0.1/a.png");

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("url-refused");
        assertThat(origin.count("/viaproxy?u=http%3A%2F%2F10.0.0.1%2Fa.png")).isZero();
    }

    @Test
    void statisticsTellWhoWasAskedAndWhatCameOfIt() {
        // Given
        get(origin.url("told.both", "/forbidden?told"));

        // When
        var stats = given().get("/api/proxy-image/stats").then().statusCode(200);

        // Then
        stats.body("tiers.primary.left.'upstream-refused' > 0", equalTo(true))
                .body("tiers.cdn.asked > 1", equalTo(true))
                .body("tiers.proxy.loads > 0", equalTo(true))
                .body("tiers.proxy.p50Ms > 0", equalTo(true))
                .body("tiers.proxy.p95Ms > 0", equalTo(true))
                .body("tiers.proxy.p99Ms > 0", equalTo(true))
                .body("hosts.host", hasItem("told.both.origin.example"))
                .body("hosts.find { it.host == 'told.both.origin.example' }.asked", equalTo(1))
                .body("hosts.find { it.host == 'told.both.origin.example' }.loads", equalTo(0))
                .body("hosts.find { it.host == 'told.both.origin.example' }.left.'upstream-refused'", equalTo(1))
                .body("hosts.find { it.host == 'proxy.origin.example' }.p95Ms > 0", equalTo(true));
        assertThat(given().get("/metrics/prometheus").asString())
                .contains("breakwater_image_attempts_total{result=\"upstream-refused\",tier=\"primary\"}")
                .doesNotContain("origin.example");
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }
}
