package io.breakwater.resilience.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String NAME = "org.sqlite.lib.name";

    private final Map<String, String> before = new TreeMap<>();

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        for (var property : new String[] {PATH, NAME}) {
            var value = System.clearProperty(property);
            if (value != null) {
                before.put(property, value);
            }
        }
    }

    @AfterEach
    void restore() {
        System.clearProperty(PATH);
        System.clearProperty(NAME);
        before.forEach(System::setProperty);
    }

    @Test
    void isTheOneOfTheDriverAndAlone() throws Exception {
        // When
        SqliteLibrary.loadFrom(directory);

        // Then
        assertThat(told()).hasBinaryContent(drivers());
        assertThat(directory).isDirectoryContaining(told()::equals);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isNotWrittenAgainWhereItIsThere() throws Exception {
        // Given
        SqliteLibrary.loadFrom(directory);
        var first = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(told(), first);
        forget();

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
        forget();

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
    void isLeftToTheDriverWhereTheDirectoryTakesNone() {
        // When
        SqliteLibrary.loadFrom(directory.resolve("missing"));

        // Then
        assertThat(System.getProperty(PATH)).isNull();
    }

    private static Path told() {
        return Path.of(System.getProperty(PATH), System.getProperty(NAME));
    }

    private static byte[] drivers() throws IOException {
        try (var library = SQLiteJDBCLoader.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName())) {
            return library.readAllBytes();
        }
    }
}
