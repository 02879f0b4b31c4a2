package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** No space is left: the service says so and takes no more; when there is space again, all that it took is there. */
class FullStoreIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int ENOUGH = 50;

    /** Room for the tables and some hundred increments. */
    private static final String QUOTA = "BREAKWATER_STORE_QUOTA";

    @Test
    void aQuotaThatIsUsedUpRefusesUntilItIsLifted() {
        try (var service = standalone().env(QUOTA, "256K").start()) {
            // Given
            var ledger = new Ledger(service, "full");
            var refused = ledger.fill();
            refusesAndSaysSo(service, ledger, refused);

            // When
            service.kill();
            service.env(QUOTA, "16M");
            service.start();

            // Then
            takesAgain(service, ledger, refused);
        }
    }

    @Test
    void aJournalThatIsFullIsDrainedByTheDatabaseThatReturns() throws SQLException {
        try (var postgres = EmbeddedPostgresServer.started();
                var database = Road.to(postgres);
                var service = standalone()
                        .env(QUOTA, "256K")
                        .env(
                                "DATABASE_URL",
                                postgres.databaseUrl(database.relay().port()))
                        .start()) {
            // Given
            var ledger = new Ledger(service, "full");
            database.relay().refuse();
            var refused = ledger.fill();
            refusesAndSaysSo(service, ledger, refused);

            // When
            database.heal();

            // Then
            takesAgain(service, ledger, refused);
            await("moved").atMost(SOON).untilAsserted(() -> assertThat(events(postgres))
                    .isEqualTo(ledger.acknowledged().size()));
        }
    }

    @Test
    void aDiskThatIsReallyFullRefusesUntilThereIsSpace() throws Exception {
        // Given
        assumeThat(succeeds("unshare -Urm sh -c 'mount -t tmpfs tmpfs /mnt'"))
                .as("this system lets us mount a small disk of our own, which only its process sees")
                .isTrue();
        var onASmallDisk = "mkdir -p $DATA; mount -t tmpfs -o size=4m tmpfs $DATA; "
                + "head -c 1000000 /dev/zero > $DATA/ballast; exec \"$@\"";
        try (var service = standalone()
                .under("exec unshare -Urm sh -ec '" + onASmallDisk + "' sh \"$@\"")
                .start()) {
            var ledger = new Ledger(service, "full");
            var refused = ledger.fill();
            refusesAndSaysSo(service, ledger, refused);

            // When
            Files.delete(Path.of("/proc/" + service.pid() + "/root" + service.dataDirectory(), "ballast"));

            // Then
            takesAgain(service, ledger, refused);
        }
    }

    private static ServiceProcess.Builder standalone() {
        return ServiceProcess.ofThisModule().env("JAVA_TOOL_OPTIONS", Cluster.QUICK_START);
    }

    private static void refusesAndSaysSo(ServiceProcess service, Ledger ledger, Ledger.Refused refused) {
        assertThat(ledger.acknowledged()).hasSizeGreaterThan(ENOUGH);
        assertThat(refused.answer().status()).isEqualTo(507);
        assertThat(refused.answer().body().path("code").asText()).isEqualTo("storage-full");
        await("not ready").atMost(SOON).untilAsserted(() -> {
            var ready = service.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"local-store\": \"storage-full\"");
        });
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(ledger.used()).isEqualTo(ledger.expected());
    }

    private static void takesAgain(ServiceProcess service, Ledger ledger, Ledger.Refused refused) {
        await("ready").atMost(SOON).untilAsserted(() -> assertThat(
                        service.get("/health/ready").statusCode())
                .isEqualTo(200));
        assertThat(ledger.send(refused.increment()).acknowledges()).isTrue();
        assertThat(ledger.used()).isEqualTo(ledger.expected());
        ledger.allAreKnown();
        assertThat(ledger.used()).isEqualTo(ledger.expected());
    }

    private static long events(EmbeddedPostgresServer postgres) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from usage_event")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean succeeds(String script) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", script)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
