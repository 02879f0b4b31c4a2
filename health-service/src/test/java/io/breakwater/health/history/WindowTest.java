package io.breakwater.health.history;

import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WindowTest {

    @ParameterizedTest
    @CsvSource({"1m,PT1M", "90m,PT90M", "1h,PT1H", "24h,PT24H", "7d,PT168H", "30d,PT720H", "366d,PT8784H"})
    void aWindowIsANumberAndAUnit(String text, Duration length) {
        assertThat(Window.parse(text).length()).isEqualTo(length);
    }

    @Test
    void noWindowIsAnHour() {
        assertThat(Window.parse(null).length()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0h", "1", "h", "1s", "1H", " 1h", "1.5h", "-1h", "367d", "99999d", "999999999999h", "1h1m"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Window.parse(text)).isInstanceOf(ProblemException.class);
    }
}
