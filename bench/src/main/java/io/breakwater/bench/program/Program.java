package io.breakwater.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts programs and ends them with all that they started. What they say is for nobody. */
public final class Program {

    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);

    private Program() {}

    public static boolean onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory).resolve(name))
                .anyMatch(Files::isExecutable);
    }

    /**
     * One that ends with this process, however that ends.
     *
     * @param environment on top of this process' own
     */
    public static Process start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return process;
    }

    /**
     * Runs one to its end.
     *
     * @return whether it came there within three minutes, without an error
     */
    public static boolean runs(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var process = start(directory, environment, command);
        try {
            return process.waitFor(DONE_WITHIN.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            stop(process);
        }
    }

    /** It and all that it started. */
    public static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Returns when it has ended. */
    public static void stop(Process process) {
        family(process).forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
