package io.breakwater.health;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class BadInputTest extends SuiteTestBase {

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/nope,                                 404, not-found",
        "GET,    /api/health/nope,                          404, not-found",
        "GET,    /api/healthy,                              404, not-found",
        "POST,   /api/health,                               405, method-not-allowed",
        "DELETE, /api/health/detailed,                      405, method-not-allowed",
        "PUT,    /api/health/history,                       405, method-not-allowed",
        "PATCH,  /api/metrics,                              405, method-not-allowed",
        "POST,   /,                                         405, method-not-allowed",
        "GET,    /api/health/history?window=1y,             400, validation",
        "GET,    /api/health/history?window=0h,             400, validation",
        "GET,    /api/health/history?window=99999d,         400, validation",
        "GET,    /api/health/history?window=-1h,            400, validation",
        "GET,    /api/health/history?component=nope,        400, validation",
        "GET,    /api/health/history?component=%27%3Bdrop,  400, validation",
        "POST,   /admin/circuit-breakers/reset,             401, unauthorized",
    })
    void whatIsWrongIsToldAsAProblem(String method, String path, int status, String code) {
        // When
        var answer = given().urlEncodingEnabled(false).request(method, path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.asString()).doesNotContain("Exception", "\tat ", "drop");
    }

    @Test
    void anAcceptThatNamesNothingWeOfferIsRefused() {
        assertThat(given().accept("image/png").get("/api/health").statusCode()).isEqualTo(406);
    }

    @Test
    void aHugeUrlOrHeaderHarmsNothing() {
        // When
        var url = given().get("/api/health?x=" + "a".repeat(10_000));
        var header = given().header("X-Big", "a".repeat(20_000)).get("/api/health");
        // Then
        assertThat(url.statusCode()).isEqualTo(414);
        assertThat(header.statusCode()).isEqualTo(431);
        assertThat(RestAssured.get("/api/health").statusCode()).isEqualTo(200);
    }
}
