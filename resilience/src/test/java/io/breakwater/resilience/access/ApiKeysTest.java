package io.breakwater.resilience.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiKeysTest {

    private static final String SALT = "2a2a2a2a2a2a2a2a";
    private static final String HASH = "0".repeat(64);

    @Test
    void theDocumentedCommandMakesAKeyThatWorks() throws IOException, InterruptedException {
        // Given
        var page = Files.readString(Path.of("../docs/access.md"));
        var command = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(command.find()).isTrue();

        // When
        var process = new ProcessBuilder("bash", "-c", command.group(1))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).as(output).isZero();
        var lines = output.lines()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
        var keys = new ApiKeys(() -> Optional.of(lines.get(1)));
        assertThat(keys.callerOf(lines.get(0))).map(ApiKey::name).contains("myapp");
        assertThat(keys.callerOf(lines.get(0) + "x")).isEmpty();
        assertThat(lines.get(1)).doesNotContain(lines.get(0));
    }

    @Test
    void withoutKeysThereIsNothingToCheck() {
        // When
        var keys = new ApiKeys(Optional::empty);

        // Then
        assertThat(keys.configured()).isFalse();
        assertThat(keys.callerOf("anything")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "b=sha256:" + SALT + ":hunter2",
                "b=sha256:2a:" + "0000000000000000000000000000000000000000000000000000000000000000",
                "b=md5:" + SALT + ":hunter2",
                "b c=sha256:" + SALT + ":hunter2"
            })
    void anEntryThatCannotBeReadIsNamedByItsPlace(String entry) {
        // Given
        var list = "a=sha256:" + SALT + ":" + HASH + "," + entry;

        // When
        assertThatThrownBy(() -> new ApiKeys(() -> Optional.of(list)))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("entry 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aKeyNeverShows() {
        // When
        var key = ApiKey.parse("a=sha256:" + SALT + ":" + HASH).orElseThrow();

        // Then
        assertThat(key).hasToString("ApiKey[a]");
    }
}
