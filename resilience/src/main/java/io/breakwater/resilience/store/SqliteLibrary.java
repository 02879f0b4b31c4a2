package io.breakwater.resilience.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, kept beside the database. sqlite-jdbc would put it into the directory for temporary files at
 * each start by itself, but compares both copies byte by byte, each under a lock, and starts a process to learn which
 * system this is: that was nearly a third of the processor's time of a native start (measured).
 */
final class SqliteLibrary {

    /** Where sqlite-jdbc looks first. */
    private static final String PATH = "org.sqlite.lib.path";

    // In a native image these are known since it was built.
    private static final String FILE = LibraryLoaderUtil.getNativeLibName();
    private static final String RESOURCE = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + FILE;

    private SqliteLibrary() {}

    /**
     * Has it loaded from a folder of this directory, unless an operator said where it is. Where that cannot be (no room, a
     * volume that nothing may be run from), sqlite-jdbc does as it always did: for that the file keeps its name.
     */
    static void loadFrom(Path directory) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        var folder = directory.resolve("sqlite");
        try {
            Files.createDirectories(folder);
            put(folder.resolve(FILE));
        } catch (IOException _) {
            // A full disk, most likely: the store's own fault will say so, if it is one.
            return;
        }
        System.setProperty(PATH, folder.toAbsolutePath().toString());
    }

    private static void put(Path file) throws IOException {
        byte[] library;
        try (var resource = SQLiteJDBCLoader.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("sqlite-jdbc has no library for this system");
            }
            library = resource.readAllBytes();
        }
        if (Files.isRegularFile(file) && Arrays.equals(library, Files.readAllBytes(file))) {
            return;
        }
        var unfinished = Files.createTempFile(file.getParent(), FILE, ".new");
        try {
            Files.write(unfinished, library);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
