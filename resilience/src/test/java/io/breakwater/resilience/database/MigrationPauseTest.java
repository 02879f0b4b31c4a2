package io.breakwater.resilience.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationPauseTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final MigrationPause pause = new MigrationPause(now::get);

    @Test
    void theFirstMigrationIsNotWaitedFor() {
        // When
        var over = pause.over();
        // Then
        assertThat(over).isTrue();
    }

    @Test
    void eachFailureDoublesItUpToFourSeconds() {
        // Given
        var seconds = new ArrayList<Long>();
        // When
        for (var failure = 0; failure < 5; failure++) {
            pause.begin();
            seconds.add(secondsUntilOver());
        }
        // Then
        assertThat(seconds).isEqualTo(List.of(1L, 2L, 4L, 4L, 4L));
    }

    @Test
    void aDatabaseThatWasAwayIsTriedAtOnce() {
        // Given
        pause.begin();
        pause.begin();
        // When
        pause.end();
        // Then
        assertThat(pause.over()).isTrue();
        pause.begin();
        assertThat(secondsUntilOver()).isEqualTo(1);
    }

    private long secondsUntilOver() {
        var seconds = 0L;
        while (!pause.over()) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            seconds++;
        }
        return seconds;
    }
}
