package io.breakwater.health.registered;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.cache.AesGcmSealing;
import io.breakwater.resilience.cache.Sealing;
import io.breakwater.resilience.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormTextTest {

    private static final String URL = "postgresql://user:hunter2@db.example:5432/orders";
    private static final DependencyForm FORM =
            new DependencyForm("orders", "postgres", "critical", URL, null, null, null, null);

    private static FormText with(String key) {
        return new FormText(
                new ObjectMapper(), Optional.of(AesGcmSealing.of(key).orElseThrow()));
    }

    private final FormText plain = new FormText(new ObjectMapper(), Optional.empty());
    private final FormText sealing = with("0123456789abcdef".repeat(4));
    private final FormText other = with("fedcba9876543210".repeat(4));

    @Test
    void withAKeyNothingOfItLiesInPlain() {
        // When
        var kept = sealing.write("orders", FORM);
        // Then
        assertThat(kept).doesNotContain("hunter2", "db.example", "orders");
        assertThat(sealing.read("orders", kept)).contains(FORM);
    }

    @Test
    void whatIsSealedOpensWithItsOwnKeyAndUnderItsOwnNameAlone() {
        // When
        var kept = sealing.write("orders", FORM);
        // Then
        assertThat(other.read("orders", kept)).isEmpty();
        assertThat(plain.read("orders", kept)).isEmpty();
        assertThat(sealing.read("payments", kept)).isEmpty();
        assertThat(sealing.read("orders", kept.replace("A", "B").replace("\"sealed\":\"", "\"sealed\":\"AAAA")))
                .isEmpty();
    }

    @Test
    void whatWasKeptWithoutAKeyIsReadAndKnownToBeOutdated() {
        // When
        var kept = plain.write("orders", FORM);
        // Then
        assertThat(kept).contains(URL);
        assertThat(sealing.read("orders", kept)).contains(FORM);
        assertThat(sealing.outdated(kept)).isTrue();
        assertThat(sealing.outdated(sealing.write("orders", FORM))).isFalse();
        assertThat(plain.outdated(kept)).isFalse();
    }

    @Test
    void withAKeyThatIsNoneNothingIsKept() {
        // Given
        var shut = new FormText(new ObjectMapper(), Optional.of(Sealing.SHUT));
        // Then
        assertThatThrownBy(() -> shut.write("orders", FORM)).isInstanceOf(ProblemException.class);
        assertThat(shut.outdated(plain.write("orders", FORM))).isFalse();
    }

    @Test
    void whatIsNoFormIsNotRead() {
        assertThat(plain.read("orders", "no JSON")).isEmpty();
        assertThat(sealing.read("orders", "{\"sealed\":\"***\"}")).isEmpty();
    }
}
