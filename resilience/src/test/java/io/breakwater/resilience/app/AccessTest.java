package io.breakwater.resilience.app;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AccessTest {

    static final String OPERATOR = basic("operator", "correct horse");

    @TestHTTPResource
    URI service;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(service.getPort());
    }

    @Test
    void onALaptopTheApiIsOpen() throws IOException {
        // When
        var answer = http.get("/api/test/context");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theOperatorMayAct() throws IOException {
        // When
        var answer = http.post("/admin/cache/clear", "application/json", "", OPERATOR);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "correct hors", "correct horse "})
    void aWrongPasswordIsTurnedAway(String password) throws IOException {
        // When
        var answer = http.post("/admin/cache/clear", "application/json", "", basic("operator", password));

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void nobodyElseHasThatPassword() throws IOException {
        // When
        var answer = http.post("/admin/cache/clear", "application/json", "", basic("root", "correct horse"));

        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/cache/clear",
                "/admin;x=1/cache/clear",
                "//admin/cache/clear",
                "/admin//cache/clear",
                "/%61dmin/cache/clear",
                "/api/../admin/cache/clear",
                "/api/%2e%2e/admin/cache/clear"
            })
    void noSpellingOfAnAdminPathGetsPast(String path) throws IOException {
        // When
        var answer = http.post(path, "application/json", "");

        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    static String basic(String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
