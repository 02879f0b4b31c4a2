package io.breakwater.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One run of a script, with what it printed. */
final class ScriptRun {

    /** A cold start of four JVMs on a busy machine with two cores, and its stop. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final Process process;
    private final Path output;

    ScriptRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScriptRun awaitOutput(String text) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(output()).contains(text);
        });
        return this;
    }

    int exitCode() {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the script ends; so far it printed:%n%s", output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a script", e);
        }
        return process.exitValue();
    }

    /** What Ctrl-C sends. */
    void interrupt() throws IOException {
        new ProcessBuilder("bash", "-c", "kill -INT " + process.pid())
                .inheritIO()
                .start();
    }

    /** Stops the script if it still runs; its traps stop what it has started. */
    void end() {
        process.destroy();
        exitCode();
    }
}
