package io.breakwater.aireply.testing;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/** Requests as callers send them. */
public final class Calls {

    private Calls() {}

    /** A text that no other test has asked about. */
    public static String freshText() {
        return "When do you open? " + UUID.randomUUID();
    }

    public static ValidatableResponse reply(String user, String platform, String text) {
        return given().contentType(ContentType.JSON)
                .body("""
                        {"platform": "%s", "notification": {"text": "%s"}}""".formatted(platform, text))
                .post("/api/ai-reply/{user}", user)
                .then();
    }

    public static ValidatableResponse reply(String text) {
        return reply("testuser", "linkedin", text);
    }

    public static ValidatableResponse analyse(String record, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/health-records/{id}/analyze", record)
                .then();
    }

    public static String breaker(String name) {
        return given().get("/resilience").then().extract().path("breakers.find { it.name == '" + name + "' }.state");
    }
}
