package io.breakwater.resilience.store;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import static org.assertj.core.api.Assertions.assertThat;

/** The library beside the database. */
class SqliteLibraryTest {

    private static final String PATH = "org.sqlite.lib.path";

    private @Nullable String before;

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        before = System.clearProperty(PATH);
    }

    @AfterEach
    void restore() {
        System.clearProperty(PATH);
        if (before != null) {
            System.setProperty(PATH, before);
        }
    }

    @Test
    void isTheOneOfTheDriverAndAlone() throws Exception {
        // When
        SqliteLibrary.loadFrom(directory);

        // Then
        assertThat(told()).hasBinaryContent(drivers());
        try (var files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(told());
        }
    }

    @Test
    void isNotWrittenAgainWhereItIsThere() throws Exception {
        // Given
        SqliteLibrary.loadFrom(directory);
        var first = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(told(), first);
        System.clearProperty(PATH);

        // When
        SqliteLibrary.loadFrom(directory);

        // Then
        assertThat(Files.getLastModifiedTime(told())).isEqualTo(first);
    }

    @Test
    void isPutRightWhereACrashOrAnybodyElseLeftAnother() throws Exception {
        // Given
        SqliteLibrary.loadFrom(directory);
        Files.write(told(), new byte[] {1, 2, 3});
        System.clearProperty(PATH);

        // When
        SqliteLibrary.loadFrom(directory);

        // Then
        assertThat(told()).hasBinaryContent(drivers());
    }

    @Test
    void isLeftWhereAnOperatorSaidThatItIs() {
        // Given
        System.setProperty(PATH, "/usr/lib/sqlite");

        // When
        SqliteLibrary.loadFrom(directory);

        // Then
        assertThat(System.getProperty(PATH)).isEqualTo("/usr/lib/sqlite");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isLeftToTheDriverWhereTheDirectoryTakesNone() throws Exception {
        // When
        SqliteLibrary.loadFrom(Files.createFile(directory.resolve("a-file")));

        // Then
        assertThat(System.getProperty(PATH)).isNull();
    }

    @Test
    void isTheDriversOwnCopyWhereThisOneCanNotBeLoaded() throws Exception {
        // Given
        SqliteLibrary.loadFrom(directory);
        Files.write(told(), new byte[] {1, 2, 3});
        var driver =
                SQLiteJDBCLoader.class.getProtectionDomain().getCodeSource().getLocation();

        // When
        try (var unloaded = new URLClassLoader(new URL[] {driver}, ClassLoader.getPlatformClassLoader())) {
            var loader = unloaded.loadClass(SQLiteJDBCLoader.class.getName());
            var loaded = loader.getMethod("initialize").invoke(null);

            // Then
            assertThat(loaded).isEqualTo(true);
        }
    }

    private static Path told() {
        return Path.of(System.getProperty(PATH), LibraryLoaderUtil.getNativeLibName());
    }

    private static byte[] drivers() throws IOException {
        try (var library = SQLiteJDBCLoader.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName())) {
            return library.readAllBytes();
        }
    }
}
