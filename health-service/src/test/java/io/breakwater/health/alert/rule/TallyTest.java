package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSeverity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.breakwater.health.alert.AlertSeverity.CRITICAL;
import static io.breakwater.health.alert.AlertSeverity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static Finding finding(char found) {
        @Nullable
        AlertSeverity severity =
                switch (found) {
                    case 'w' -> WARNING;
                    case 'c' -> CRITICAL;
                    default -> null;
                };
        return new Finding(AlertRule.LATENCY, "usage-service", "usage-service", severity, "", List.of(), NOW);
    }

    private static Tally after(String found) {
        var tally = Tally.first(finding(found.charAt(0)));
        for (var each : found.substring(1).toCharArray()) {
            tally = tally.next(finding(each));
        }
        return tally;
    }

    /** A dot is well, w a warning, c critical. */
    @ParameterizedTest
    @CsvSource({
        "w,      -",
        "ww,     -",
        "www,    WARNING",
        "ww.w,   -",
        "ww.ww,  -",
        "wcw,    WARNING",
        "cc,     -",
        "ccc,    CRITICAL",
        "wwccc,  CRITICAL",
        "ccw,    WARNING",
        "...,    -",
    })
    void threeInARowRaise(String found, String expected) {
        // When
        var verdict = after(found).verdict(null, 3, 2);
        // Then
        assertThat(verdict == null ? "-" : verdict.name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING,  .,    WARNING",
        "WARNING,  ..,   -",
        "WARNING,  .w.,  WARNING",
        "WARNING,  cc,   WARNING",
        "WARNING,  ccc,  CRITICAL",
        "CRITICAL, .,    CRITICAL",
        "CRITICAL, ..,   -",
        "CRITICAL, w,    CRITICAL",
        "CRITICAL, ww,   WARNING",
        "CRITICAL, wcw,  CRITICAL",
    })
    void twoInARowClearAndWhatFlickersChangesNothing(AlertSeverity active, String found, String expected) {
        // When
        var verdict = after(found).verdict(active, 3, 2);
        // Then
        assertThat(verdict == null ? "-" : verdict.name()).isEqualTo(expected);
    }

    @Test
    void theLatestFindingIsWhatIsTold() {
        assertThat(after("wwc").latest().severity()).isEqualTo(CRITICAL);
    }
}
