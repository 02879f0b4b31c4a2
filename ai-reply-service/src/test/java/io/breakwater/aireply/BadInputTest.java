package io.breakwater.aireply;

import io.breakwater.aireply.testing.UsageResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is not valid gets the right 4xx as a problem, without a trace, and does no harm. */
@QuarkusTest
@QuarkusTestResource(UsageResource.class)
class BadInputTest {

    private static final String JSON = "application/json";
    private static final String REPLY = "/api/ai-reply/testuser";
    private static final String ANALYSIS = "/api/health-records/123/analyze";
    private static final String GOOD = "{\"platform\": \"x\", \"notification\": {\"text\": \"hi\"}}";

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("POST", REPLY, JSON, "", 400, "validation", "body"),
                arguments("POST", REPLY, null, null, 400, "validation", "body"),
                arguments("POST", REPLY, JSON, "null", 400, "validation", "body"),
                arguments("POST", REPLY, JSON, "{", 400, "validation", "JSON"),
                arguments("POST", REPLY, JSON, "[]", 400, "validation", ""),
                arguments("POST", REPLY, JSON, "{}", 400, "unknown-platform", "platform"),
                arguments("POST", REPLY, JSON, reply("myspace", "hi"), 400, "unknown-platform", "platform"),
                arguments("POST", REPLY, JSON, "{\"platform\": \"x\"}", 400, "validation", "notification"),
                arguments("POST", REPLY, JSON, reply("x", ""), 400, "validation", "notification.text"),
                arguments("POST", REPLY, JSON, reply("x", "   "), 400, "validation", "notification.text"),
                arguments("POST", REPLY, JSON, reply("x", "a".repeat(8_001)), 400, "validation", "notification.text"),
                arguments(
                        "POST", REPLY, JSON, "{\"platform\": \"x\", \"notification\": \"hi\"}", 400, "validation", ""),
                arguments(
                        "POST",
                        REPLY,
                        JSON,
                        GOOD.replace("}}", "}, \"priority\": \"now\"}"),
                        400,
                        "validation",
                        "priority"),
                arguments(
                        "POST",
                        REPLY,
                        JSON,
                        GOOD.replace("}}", "}, \"language\": \"<b>\"}"),
                        400,
                        "validation",
                        "language"),
                arguments("POST", REPLY, JSON, GOOD.replace("}}", "}, \"tone\": \"<b>\"}"), 400, "validation", "tone"),
                arguments("POST", REPLY, "text/plain", GOOD, 415, "unsupported-media-type", ""),
                arguments("POST", "/api/ai-reply/a%20b", JSON, GOOD, 400, "validation", "user"),
                arguments("POST", "/api/ai-reply/" + "u".repeat(129), JSON, GOOD, 400, "validation", "user"),
                arguments("GET", REPLY, null, null, 405, "method-not-allowed", ""),
                arguments("POST", "/api/ai-replies", JSON, GOOD, 404, "not-found", ""),
                arguments("POST", REPLY, JSON, reply("x", "a".repeat(1_100_000)), 413, "payload-too-large", ""),
                arguments("POST", ANALYSIS, JSON, "{", 400, "validation", "JSON"),
                arguments("POST", ANALYSIS, JSON, "[]", 400, "validation", ""),
                arguments("POST", ANALYSIS, JSON, "{\"userId\": \"a b\"}", 400, "validation", "userId"),
                arguments("POST", ANALYSIS, JSON, "{\"record\": 1}", 400, "validation", ""),
                arguments("POST", ANALYSIS, JSON, "{\"record\": {\"symptoms\": \"x\"}}", 400, "validation", "symptoms"),
                arguments(
                        "POST",
                        ANALYSIS,
                        JSON,
                        "{\"record\": {\"notes\": \"" + "n".repeat(8_001) + "\"}}",
                        400,
                        "validation",
                        "notes"),
                arguments("POST", ANALYSIS, "text/plain", "{}", 415, "unsupported-media-type", ""),
                arguments("POST", "/api/health-records/a%20b/analyze", null, null, 400, "validation", "id"),
                arguments(
                        "POST",
                        "/api/health-records/" + "r".repeat(129) + "/analyze",
                        null,
                        null,
                        400,
                        "validation",
                        "id"),
                arguments("GET", ANALYSIS, null, null, 405, "method-not-allowed", ""),
                arguments("GET", "/api/nothing", null, null, 404, "not-found", ""));
    }

    @ParameterizedTest(name = "{index} {0} {4} {5} {6}")
    @MethodSource("bad")
    void isAnsweredWithTheRightProblem(
            String method, String path, String type, String body, int status, String code, String named) {
        // Given
        var request = given().urlEncodingEnabled(false);
        if (type == null) {
            request.noContentType();
        } else {
            request.contentType(type);
        }
        if (body != null) {
            request.body(body);
        }

        // When
        var answer = request.request(method, path).then();

        // Then
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code))
                .body("status", is(status))
                .body("detail", containsString(named));
        assertThat(answer.extract().asString()).doesNotContain("Exception", "\tat ", "io.breakwater");
        given().get("/health/ready").then().statusCode(200);
    }

    private static String reply(String platform, String text) {
        return "{\"platform\": \"" + platform + "\", \"notification\": {\"text\": \"" + text + "\"}}";
    }
}
