package io.breakwater.bench.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A new folder, deleted with all that is in it when it is closed. */
public record Scratch(Path directory) implements AutoCloseable {

    /** @param what it is for, in its name */
    public static Scratch of(String what) throws IOException {
        return new Scratch(Files.createTempDirectory("breakwater-" + what));
    }

    /** Writes a file in it, with the folders on the way there. */
    public Path write(String file, String content) throws IOException {
        var path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
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
}
