package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server's process and all that it started, found by its pid file. */
final class ProcessTree {

    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final List<ProcessHandle> processes;

    private ProcessTree(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    /** The one whose root this file names in its first line; empty where there is no such file or process. */
    static ProcessTree of(Path pidFile) {
        try {
            var root = Files.exists(pidFile)
                    ? Files.readString(pidFile).lines().findFirst().flatMap(ProcessTree::process)
                    : Optional.<ProcessHandle>empty();
            return new ProcessTree(root.stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to each; returns when all are gone. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await("processes end")
                .atMost(END_LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** The same signal to each: {@code STOP}, {@code CONT}. */
    void signal(String signal) {
        if (processes.isEmpty()) {
            return;
        }
        var command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            // A process that ended meanwhile makes it complain; the others have the signal.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()));
    }
}
