package io.breakwater.resilience.cache;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AesGcmSealingTest {

    private static final byte[] VALUE = "a user's text".getBytes(UTF_8);

    private final AesGcmSealing sealing = AesGcmSealing.of("ab".repeat(32)).orElseThrow();

    @Test
    void whatIsSealedShowsNothingAndOpensWhereItLies() {
        // When
        var sealed = sealing.seal("here", VALUE).orElseThrow();

        // Then
        assertThat(new String(sealed, UTF_8)).doesNotContain("user");
        assertThat(sealing.open("here", sealed))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(VALUE));
        assertThat(sealing.seal("here", VALUE).orElseThrow()).isNotEqualTo(sealed);
    }

    @Test
    void whatWasChangedMovedOrSealedWithAnotherKeyDoesNotOpen() {
        // Given
        var sealed = sealing.seal("here", VALUE).orElseThrow();
        var changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        var other = AesGcmSealing.of("cd".repeat(32)).orElseThrow();

        // When
        var moved = sealing.open("there", sealed);

        // Then
        assertThat(moved).isEmpty();
        assertThat(sealing.open("here", changed)).isEmpty();
        assertThat(other.open("here", sealed)).isEmpty();
        assertThat(sealing.open("here", new byte[3])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "q6urq6urq6urq6urq6urqw==", "zz", "not base64 at all, however long it may be"})
    void aKeyIsThirtyTwoBytesOrNone(String key) {
        // When
        var refused = AesGcmSealing.of(key);

        // Then
        assertThat(refused).isEmpty();
        assertThat(AesGcmSealing.of(java.util.Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex("ab".repeat(32)))))
                .isPresent();
    }
}
