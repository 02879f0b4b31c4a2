package io.breakwater.resilience.store;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@Timeout(60)
class LocalSchemaTest {

    private static final String FIRST = """
            create table note (id integer primary key, text text);
            insert into note (text) values ('one; and a semicolon')""";
    private static final String SECOND =
            "alter table note add column size integer; update note set size = length(text)";

    @TempDir
    Path directory;

    @Test
    void eachMigrationIsAppliedOnceAlsoToAFilledDatabase() {
        // Given
        open(new LocalSchema("notes", FIRST)).close();
        open(new LocalSchema("notes", FIRST)).close();

        // When
        open(new LocalSchema("notes", FIRST, SECOND)).close();

        // Then
        try (var store = open(new LocalSchema("notes", FIRST, SECOND))) {
            assertThat(sizes(store)).containsExactly(20);
        }
    }

    @Test
    void aNewDatabaseGetsAllMigrationsOfAllFeatures() {
        // When
        try (var store = open(new LocalSchema("notes", FIRST, SECOND), StoreFixture.EVENTS)) {
            // Then
            assertThat(sizes(store)).containsExactly(20);
            assertThat(StoreFixture.ids(store)).isEmpty();
        }
    }

    @Test
    void aDatabaseOfANewerServiceIsRefusedAndNotTouched() {
        // Given
        open(new LocalSchema("notes", FIRST, SECOND)).close();

        // When
        try (var older = open(new LocalSchema("notes", FIRST), StoreFixture.EVENTS)) {
            // Then
            assertFault(older, StoreFault.NEWER_SCHEMA);
        }
        try (var newer = open(new LocalSchema("notes", FIRST, SECOND))) {
            assertThat(sizes(newer)).containsExactly(20);
            assertThat(tables(newer)).doesNotContain("event");
        }
    }

    @Test
    void aMigrationThatFailsLeavesNothingOfItselfBehind() {
        // Given
        var broken = new LocalSchema("notes", FIRST, "create table half (id integer); insert into nowhere values (1)");

        // When
        try (var store = open(broken)) {
            // Then
            assertFault(store, StoreFault.MIGRATION_FAILED);
        }
        try (var store = open(new LocalSchema("notes", FIRST))) {
            assertThat(tables(store)).contains("note").doesNotContain("half");
        }
    }

    @Test
    void twoSchemasOfOneNameAreAMistake() {
        assertThatThrownBy(() -> open(StoreFixture.EVENTS, StoreFixture.EVENTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private LocalStore open(LocalSchema... schemas) {
        return LocalStore.open(LocalStoreSettings.of(directory.resolve("test.db")), List.of(schemas));
    }

    private static void assertFault(LocalStore store, StoreFault fault) {
        assertThat(store.status())
                .asInstanceOf(type(StoreStatus.Unwritable.class))
                .returns(fault, StoreStatus.Unwritable::fault);
    }

    private static List<Integer> sizes(LocalStore store) {
        return store.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select size from note")) {
                var sizes = new java.util.ArrayList<Integer>();
                while (rows.next()) {
                    sizes.add(rows.getInt(1));
                }
                return sizes;
            }
        });
    }

    private static List<String> tables(LocalStore store) {
        return store.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
                var names = new java.util.ArrayList<String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        });
    }
}
