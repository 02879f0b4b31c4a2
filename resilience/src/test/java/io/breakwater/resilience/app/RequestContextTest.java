package io.breakwater.resilience.app;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class RequestContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TestHTTPResource
    URI service;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(service.getPort());
    }

    @Test
    void aTraceThatComesInGoesOn() throws IOException {
        // When
        var answer = http.get("/api/test/context", "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01");

        // Then
        assertThat(answer.header("X-Trace-Id")).isEqualTo(TRACE);
        assertThat(answer.body()).contains("\"traceId\":\"" + TRACE + "\"").contains("\"thread\":\"virtual\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
            })
    void aTraceThatIsNotValidIsReplaced(String traceparent) throws IOException {
        // When
        var answer = http.get("/api/test/context", "traceparent: " + traceparent);

        // Then
        assertThat(answer.header("X-Trace-Id")).matches("[0-9a-f]{32}").isNotEqualToIgnoringCase(TRACE);
    }

    @Test
    void aCallersDeadlineIsTheResourcesDeadline() throws IOException {
        // Given
        var deadline = Instant.now().plusSeconds(5).toEpochMilli();

        // When
        var answer = http.get("/api/test/context", "X-Request-Deadline: " + deadline);

        // Then
        assertThat(answer.body()).contains("\"deadline\":\"" + deadline + "\"");
    }

    @Test
    void aFarDeadlineIsCappedByTheServicesOwnLimit() throws IOException {
        // Given
        var before = Instant.now();

        // When
        var answer = http.get(
                "/api/test/context",
                "X-Request-Deadline: " + before.plusSeconds(3_600).toEpochMilli());

        // Then
        var deadline = Long.parseLong(answer.body().replaceAll(".*\"deadline\":\"(\\d+)\".*", "$1"));
        assertThat(Instant.ofEpochMilli(deadline))
                .isBetween(before.plusSeconds(29), Instant.now().plusSeconds(30));
    }

    @Test
    void aDeadlineInThePastIsATimeout() throws IOException {
        // When
        var answer = http.get(
                "/api/test/context",
                "X-Request-Deadline: " + Instant.now().minusSeconds(1).toEpochMilli());

        // Then
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"timeout\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1700000000", "99999999999999999999", "1e12"})
    void aDeadlineThatIsNoneIsInvalid(String deadline) throws IOException {
        // When
        var answer = http.get("/api/test/context", "X-Request-Deadline: " + deadline);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"validation\"").contains("X-Request-Deadline");
    }
}
