package io.breakwater.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How {@code deploy/local/up} and {@code down} behave when things do not go their usual way. */
class LocalUpIT {

    private static final String READY = "Ctrl-C stops all four.";

    private LocalSuite suite;

    @BeforeEach
    void newSuite() throws IOException {
        suite = LocalSuite.create();
    }

    @AfterEach
    void stopAll() throws IOException {
        suite.close();
    }

    @Test
    void ctrlCStopsAllFour() throws IOException {
        // Given
        var up = suite.up().awaitOutput(READY);

        // When
        up.interrupt();

        // Then
        assertThat(up.exitCode()).isEqualTo(130);
        assertThat(up.output()).endsWith("Breakwater is stopped.\n").doesNotContain("killed");
        assertNobodyListens();
    }

    @Test
    void aSecondUpSaysThatItRuns() throws IOException {
        // Given
        var first = suite.up().awaitOutput(READY);

        // When
        var second = suite.up();

        // Then
        assertThat(second.exitCode()).isZero();
        assertThat(second.output())
                .contains("Breakwater is already running", ":" + suite.port(Service.HEALTH), "deploy/local/down");

        // When
        var down = suite.down();

        // Then
        assertThat(down.exitCode()).isZero();
        assertThat(first.exitCode()).isZero();
        assertNobodyListens();
    }

    @Test
    void aServiceThatDiesIsReportedAndTakesTheRestAlong() throws IOException {
        // Given
        var up = suite.up().awaitOutput(READY);

        // When
        suite.process(Service.USAGE).destroyForcibly();

        // Then
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("usage-service died. The end of", "usage-service.log", "INFO", "Breakwater is stopped.");
        assertNobodyListens();
    }

    @Test
    void aServiceThatCannotStartIsReportedWithTheEndOfItsLog() throws IOException {
        // Given
        suite.with("QUARKUS_HTTP_IO_THREADS", "not-a-number");

        // When
        var up = suite.up("--detach");

        // Then
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("died. The end of", "not-a-number", "Breakwater is stopped.");
        assertNobodyListens();
    }

    @Test
    void aServiceThatIsNotReadyInTimeIsReported() throws IOException {
        // Given
        suite.with("BREAKWATER_START_TIMEOUT", "0");

        // When
        var up = suite.up("--detach");

        // Then
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("health-service is not ready after 0 s.", "Breakwater is stopped.");
        assertNobodyListens();
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
        // Given
        var port = suite.port(Service.IMAGE_PROXY);
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {

            // When
            var up = suite.up("--detach");

            // Then
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains(
                            "Port " + other.getLocalPort() + " (image-proxy-service) is taken", "BREAKWATER_PORT_BASE=")
                    .doesNotContain("Starting");
        }
        assertNobodyListens();
    }

    @Test
    void aPortBaseThatIsNoneIsNamed() throws IOException {
        // Given
        suite.with("BREAKWATER_PORT_BASE", "65533");

        // When
        var up = suite.up("--detach");

        // Then
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("BREAKWATER_PORT_BASE must be a whole number from 1 to 65532, not '65533'");
    }

    @Test
    void downSaysThatNothingRuns() throws IOException {
        // When
        var down = suite.down();

        // Then
        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).isEqualTo("Breakwater is not running.\n");
    }

    @Test
    void downNeverStopsSomebodyElsesProcess() throws IOException {
        // Given: a stale file whose process id the system has given to another program since
        var other = new ProcessBuilder("cat").start();
        Files.createDirectories(suite.runDirectory());
        Files.writeString(suite.runDirectory().resolve("usage-service.pid"), other.pid() + " 1\n");

        // When
        var down = suite.down();

        // Then
        try {
            assertThat(down.exitCode()).isZero();
            assertThat(down.output()).isEqualTo("Breakwater is not running.\n");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private void assertNobodyListens() {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(Service.values()).noneMatch(suite::listens);
        });
        assertThat(suite.runDirectory()).isDirectoryNotContaining("glob:**.pid");
    }
}
