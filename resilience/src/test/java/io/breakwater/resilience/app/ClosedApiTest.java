package io.breakwater.resilience.app;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** API keys and OIDC set, as in production; the OIDC server is away when the service starts. */
@QuarkusTest
@TestProfile(ClosedApiTest.Closed.class)
class ClosedApiTest {

    private static final String KEY = "X-API-Key: s3cret-key";

    /** Closes the API. */
    public static class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var salt = "2a2a2a2a2a2a2a2a";
            var hash = OidcServer.sha256(HexFormat.of().parseHex(salt), "s3cret-key");
            return Map.of(
                    "API_KEYS", "other=sha256:" + salt + ":" + "0".repeat(64) + ",myapp=sha256:" + salt + ":" + hash,
                    "OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + OidcServer.PORT + "/realm");
        }
    }

    @TestHTTPResource
    URI service;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(service.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/test/context",
                "/api/nope",
                "/api;x=1/test/context",
                "//api//test/context",
                "/%61pi/test/context",
                "/api/health/../test/context",
                "/api/health-records/1/analyze",
                "/api/health/detailed",
                "/api/proxy-image/stats",
                "/api/proxy-images"
            })
    void withoutAKeyTheApiIsClosed(String path) throws IOException {
        // When
        var answer = http.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer").contains("Basic");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/health, 404",
        "/api/proxy-image?url=x, 404",
        "/health/live, 200",
        "/health/ready, 200",
        "/metrics, 200",
        "/openapi, 200"
    })
    void probesAndImagesNeedNoKey(String path, int status) throws IOException {
        // When
        var answer = http.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aKeyOpensTheApi() throws IOException {
        // When
        var answer = http.get("/api/test/context", KEY);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theOperatorMayCallTheApi() throws IOException {
        // When
        var answer = http.get("/api/test/operators", AccessTest.OPERATOR);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/operators", "/admin/circuit-breakers/reset"})
    void aCallerIsNoOperator(String path) throws IOException {
        // When
        var answer = http.get(path, KEY);

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"forbidden\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key: wrong", "X-API-Key: ", "X-API-Key: s3cret-ke", "X-API-Key: myapp"})
    void aWrongKeyIsTurnedAway(String key) throws IOException {
        // When
        var answer = http.get("/api/test/context", key);

        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void whileTheOidcServerIsAwayKeysStillWork() throws IOException {
        // When
        var answer = http.get("/api/test/context", "Authorization: Bearer a.b.c");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(http.get("/api/test/context", KEY).status()).isEqualTo(200);
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aTokensRolesCount() throws Exception {
        // Given
        try (var oidc = OidcServer.start()) {
            var caller = "Authorization: Bearer " + oidc.token("caller");
            var operator = "Authorization: Bearer " + oidc.token("operator");
            var stranger = "Authorization: Bearer " + oidc.token("guest");
            var forged = "Authorization: Bearer " + OidcServer.forgedToken("operator");

            // When
            var answer = http.get("/api/test/context", caller);

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(http.get("/api/test/operators", caller).status()).isEqualTo(403);
            assertThat(http.get("/api/test/operators", operator).status()).isEqualTo(200);
            assertThat(http.post("/admin/cache/clear", "application/json", "", operator)
                            .status())
                    .isEqualTo(200);
            assertThat(http.get("/api/test/context", stranger).status()).isEqualTo(403);
            assertThat(http.get("/api/test/context", forged).status()).isEqualTo(401);
        }
    }
}
