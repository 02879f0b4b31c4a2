package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The end of the local store's write-ahead log is damaged while the service is dead. SQLite's promise: each frame carries a
 * checksum over all before it, so whatever lies before the damage is whole, and nothing of what lies behind is half there.
 * A disk that keeps what it was told to sync has no damage before the last commit; here we also take what it had.
 */
class TornJournalIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BEFORE = 30;
    private static final int AFTER = 10;

    /** How the file ends; {@code intact} is where the first {@link #BEFORE} increments end. */
    enum Damage {
        GARBAGE_APPENDED {
            @Override
            void damage(FileChannel log, long intact) throws IOException {
                garbage(log, log.size(), 10_000);
            }
        },
        LAST_FRAME_TORN {
            @Override
            void damage(FileChannel log, long intact) throws IOException {
                log.truncate(log.size() - 1_000);
            }
        },
        LAST_FRAMES_OVERWRITTEN {
            @Override
            void damage(FileChannel log, long intact) throws IOException {
                garbage(log, intact + 100, log.size() - intact - 100);
            }
        },
        LAST_FRAMES_GONE {
            @Override
            void damage(FileChannel log, long intact) throws IOException {
                log.truncate(intact);
            }
        };

        abstract void damage(FileChannel log, long intact) throws IOException;

        private static void garbage(FileChannel log, long from, long length) throws IOException {
            var bytes = new byte[Math.toIntExact(length)];
            new Random(42).nextBytes(bytes);
            log.write(ByteBuffer.wrap(bytes), from);
        }
    }

    private static EmbeddedPostgresServer postgres;
    private static Road database;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgresServer.started();
        database = Road.to(postgres);
        service = ServiceProcess.ofThisModule()
                .env("JAVA_TOOL_OPTIONS", Cluster.QUICK_START)
                .env("DATABASE_URL", postgres.databaseUrl(database.relay().port()))
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void whatLiesBeforeTheDamageIsThereAndTheServiceServes(Damage damage) throws IOException {
        // Given
        var log = service.dataDirectory().resolve("usage-service.db-wal");
        var ledger = new Ledger(service, damage.name());
        database.relay().refuse();
        beginAnew();
        ledger.send(BEFORE);
        var intact = Files.size(log);
        ledger.send(AFTER);
        assertThat(Files.size(log)).isGreaterThan(intact);
        service.kill();
        var toldBefore = service.log().split("log does not end whole", -1).length;

        // When
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            damage.damage(file, intact);
        }
        service.start();

        // Then
        var kept = ledger.used();
        var first = new HashSet<>(ledger.acknowledged().subList(0, BEFORE));
        assertThat(kept).containsAllEntriesOf(Ledger.expected(first));
        assertThat(ledger.expected()).containsAllEntriesOf(kept);
        if (damage == Damage.GARBAGE_APPENDED) {
            assertThat(kept).isEqualTo(ledger.expected());
        }
        var told = service.log().split("log does not end whole", -1).length > toldBefore;
        assertThat(told)
                .as("it says what it could not read")
                .isEqualTo(damage == Damage.LAST_FRAME_TORN || damage == Damage.LAST_FRAMES_OVERWRITTEN);
        // A caller that repeats what was lost is counted once, and what is there moves to the database.
        ledger.acknowledged().forEach(ledger::send);
        assertThat(ledger.used()).isEqualTo(ledger.expected());
        database.heal();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ledger.send(ledger.next()).status()).isEqualTo(200);
            assertThat(ledger.used()).isEqualTo(ledger.expected());
        });
    }

    /** The log begins anew where it is empty, so that its length says where its last frame ends. */
    private static void beginAnew() {
        await().atMost(SOON).until(() -> {
            try (var connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + service.dataDirectory().resolve("usage-service.db"));
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
                return row.next() && row.getInt("busy") == 0;
            }
        });
    }
}
