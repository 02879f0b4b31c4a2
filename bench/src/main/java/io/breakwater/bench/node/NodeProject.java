package io.breakwater.bench.node;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder with packages from npm, deleted again when it is closed. What its programs say is for nobody. */
public final class NodeProject implements AutoCloseable {

    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);

    private final Path directory;

    private NodeProject(Path directory) {
        this.directory = directory;
    }

    /**
     * One that has these packages.
     *
     * @param packages each {@code name@version}; none of their install scripts runs
     * @return empty where npm is not installed or could not install them, which it then says
     */
    public static Optional<NodeProject> with(PrintStream out, String... packages)
            throws IOException, InterruptedException {
        if (!onPath("node") || !onPath("npm")) {
            out.println("node and npm are not installed: nothing to compare with.");
            return Optional.empty();
        }
        var project = new NodeProject(Files.createTempDirectory("breakwater-node"));
        try {
            if (project.installs(packages)) {
                return Optional.of(project);
            }
        } catch (IOException | InterruptedException | RuntimeException failed) {
            project.close();
            throw failed;
        }
        project.close();
        out.println("npm could not install " + String.join(", ", packages) + ": nothing to compare with.");
        return Optional.empty();
    }

    /** A file of the project's own. */
    public void write(String file, String content) throws IOException {
        var path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** A file of an installed package. */
    public String file(String installed, String path) {
        return directory
                .resolve("node_modules")
                .resolve(installed)
                .resolve(path)
                .toString();
    }

    /** Starts a program in the folder, with {@code NODE_ENV=production}. */
    public Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NODE_ENV", "production");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Runs a program to its end.
     *
     * @return whether it came there within three minutes, without an error
     */
    public boolean runs(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        var process = start(environment, command);
        try {
            return process.waitFor(DONE_WITHIN.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            stop(process);
        }
    }

    /** Ends a program with all that it started; returns when it has ended. */
    public static void stop(Process process) {
        family(process).forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** A program and all that it started. */
    public static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    @Override
    public void close() {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean installs(String... packages) throws IOException, InterruptedException {
        var npm = Stream.of(
                "npm",
                "install",
                "--prefix",
                directory.toString(),
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--ignore-scripts");
        return runs(Map.of(), Stream.concat(npm, Arrays.stream(packages)).toArray(String[]::new));
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory).resolve(program))
                .anyMatch(Files::isExecutable);
    }
}
