package io.breakwater.resilience.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class UriTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a?b=c&d=%20", "*", "http://x/a", "/a;b=c", "//a"})
    void whatAUriMayBe(String uri) {
        // When
        var valid = UriText.isValid(uri);

        // Then
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/%zz", "/%", "/<a>", "/a b", "/a\\b", "/a?b={}"})
    void whatItMayNot(String uri) {
        // When
        var valid = UriText.isValid(uri);

        // Then
        assertThat(valid).isFalse();
    }

    @Test
    void aLongOneIsReadWithoutTrouble() {
        // When
        assertThatCode(() -> UriText.isValid("/" + "a/".repeat(5_000) + "<"))

                // Then
                .doesNotThrowAnyException();
    }
}
