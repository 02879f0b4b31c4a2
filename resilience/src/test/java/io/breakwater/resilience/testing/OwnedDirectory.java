package io.breakwater.resilience.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory whose name says which JVM it belongs to, so that what a killed test JVM left running there can be
 * ended by the next one: a process is ended only if a pid file in the directory names it and the directory is where it runs.
 */
final class OwnedDirectory {

    private OwnedDirectory() {}

    /** A new directory; those of JVMs that are gone are cleaned up before. */
    static Path create(String kind) throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"), "breakwater-test-" + kind);
        Files.createDirectories(parent);
        sweep(parent);
        var self = ProcessHandle.current();
        var name = self.pid() + "-" + started(self) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return Files.createDirectory(parent.resolve(name));
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void sweep(Path parent) throws IOException {
        try (var directories = Files.list(parent)) {
            for (var directory : directories.toList()) {
                if (!ownerLives(directory.getFileName().toString())) {
                    endProcesses(directory);
                    deleteLeftOver(directory);
                }
            }
        }
    }

    private static boolean ownerLives(String name) {
        var parts = name.split("-");
        return parts.length < 3
                || ProcessHandle.of(Long.parseLong(parts[0]))
                        .filter(owner -> started(owner) == Long.parseLong(parts[1]))
                        .isPresent();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void endProcesses(Path directory) throws IOException {
        try (var files = Files.walk(directory, 2)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".pid")).toList()) {
                var pid = Files.readString(file).lines().findFirst().orElse("").strip();
                if (pid.matches("[0-9]{1,9}") && runsIn(directory, pid)) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
                }
            }
        }
    }

    private static boolean runsIn(Path directory, String pid) throws IOException {
        var where = Path.of("/proc", pid, "cwd");
        return Files.isSymbolicLink(where) && Files.readSymbolicLink(where).startsWith(directory.toRealPath());
    }

    // Another test JVM may be sweeping too, and children of a killed server end a moment later: the next sweep gets the
    // rest.
    private static void deleteLeftOver(Path directory) {
        try {
            delete(directory);
        } catch (IOException _) {
            // See above.
        }
    }
}
