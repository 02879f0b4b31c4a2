package io.breakwater.resilience.access;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorPasswordTest {

    @Test
    void aGivenPasswordIsTheOne() {
        // When
        var password = new OperatorPassword(() -> Optional.of("pässword ${x}"), () -> "made");

        // Then
        assertThat(password.matches("pässword ${x}".toCharArray())).isTrue();
        assertThat(password.matches("made".toCharArray())).isFalse();
        assertThat(password.matches(new char[0])).isFalse();
    }

    @Test
    void withoutOneARandomOneIsMade() {
        // When
        var password = new OperatorPassword(Optional::empty, () -> "made");

        // Then
        assertThat(password.matches("made".toCharArray())).isTrue();
        assertThat(password.matches(new char[0])).isFalse();
    }
}
