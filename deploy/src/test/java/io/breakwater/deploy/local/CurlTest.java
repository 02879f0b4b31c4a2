package io.breakwater.deploy.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CurlTest {

    @Test
    void readsADocumentedPost() {
        // Given
        var command = """
                curl -X POST "http://localhost:3000/api/ai-reply/testuser" -H "Content-Type: application/json" \
                -d '{"platform": "linkedin", "notification": {"text": "Test message"}}'""";

        // When
        var curl = Curl.parse(command, Map.of()).movedTo(15_000);

        // Then
        assertThat(curl.method()).isEqualTo("POST");
        assertThat(curl.uri()).hasToString("http://127.0.0.1:15000/api/ai-reply/testuser");
        assertThat(curl.headers()).containsExactly(new Curl.Header("Content-Type", "application/json"));
        assertThat(curl.body())
                .contains("{\"platform\": \"linkedin\", \"notification\": {\"text\": \"Test message\"}}");
    }

    @Test
    void readsVariablesCredentialsAndPipes() {
        // Given
        var command = "curl -s -u \"operator:$OPERATOR_PASSWORD\" http://localhost:3003/a | jq '.cache.hits'";

        // When
        var curl = Curl.parse(command, Map.of("OPERATOR_PASSWORD", "$x"));

        // Then
        assertThat(curl.headers()).isEqualTo(List.of(new Curl.Header("Authorization", "Basic b3BlcmF0b3I6JHg=")));
        assertThat(curl.jq()).isEqualTo(Optional.of("/cache/hits"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl --insecure http://localhost:3000/",
                "curl http://localhost:3000/a http://localhost:3000/b",
                "curl -X POST",
                "curl http://localhost:3000/$UNKNOWN",
                "curl http://localhost:3000/ | grep status",
                "curl http://localhost:3000/ | jq 'keys'",
                "wget http://localhost:3000/"
            })
    void refusesWhatItWouldSendDifferently(String command) {
        assertThatIllegalArgumentException().isThrownBy(() -> Curl.parse(command, Map.of()));
    }
}
