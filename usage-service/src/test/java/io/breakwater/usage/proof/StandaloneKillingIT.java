package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * With no database: the service is killed while clients count, at a random count of acknowledgements, and started again
 * on its data. {@code -Dbreakwater.proof.standalone-rounds=100} for more rounds.
 */
class StandaloneKillingIT {

    private static final Logger LOG = Logger.getLogger(StandaloneKillingIT.class);
    private static final int ROUNDS = Integer.getInteger("breakwater.proof.standalone-rounds", 4);
    private static final long SEED =
            Long.getLong("breakwater.proof.seed", UUID.randomUUID().getMostSignificantBits());
    private static final int CLIENTS = 12;
    private static final int MOST_BEFORE_THE_KILL = 400;

    @Test
    void whatIsAcknowledgedIsThereOnceAfterEveryKill() throws Exception {
        LOG.infof("event=proof-begins seed=%d rounds=%d mode=standalone", SEED, ROUNDS);
        var random = new Random(SEED);
        var workload = new Workload("alone-");
        var book = new Book();
        try (var process = ServiceProcess.ofThisModule()
                        .env("JAVA_TOOL_OPTIONS", Cluster.QUICK_START)
                        .start();
                var replica = new Replica(0, process)) {
            for (var round = 1; round <= ROUNDS; round++) {
                // Given
                var going = new AtomicBoolean(true);
                try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (var i = 0; i < CLIENTS; i++) {
                        clients.submit(new Client(List.of(replica), workload, book, random.nextLong(), going::get));
                    }
                    more(book, random.nextInt(MOST_BEFORE_THE_KILL));

                    // When
                    replica.kill();
                    replica.revive();
                    more(book, 20);
                    going.set(false);
                }

                // Then
                var told = "seed " + SEED + ", round " + round;
                assertThat(book.wrongs()).as(told).isEmpty();
                for (var counter : workload.counters()) {
                    if (counter.metric().equals(Workload.NOW)) {
                        var usage = replica.get(counter.path()).orElseThrow();
                        assertThat(usage.used(Workload.NOW))
                                .as("%s: %s", told, usage)
                                .isEqualTo(book.sums().getOrDefault(counter, 0L));
                    }
                }
            }
            everyKeyIsKnown(replica, book);
            var ledger = replica.get("/api/usage/ledger").orElseThrow().body();
            assertThat(ledger.path("accepted").asLong())
                    .as("%s", ledger)
                    .isEqualTo(book.increments().size());
        }
    }

    private static void more(Book book, int acknowledgements) {
        var enough = book.increments().size() + acknowledgements;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        book.increments().size() >= enough || !book.wrongs().isEmpty());
    }

    private static void everyKeyIsKnown(Replica replica, Book book) {
        var sums = book.sums();
        book.increments().stream().limit(500).forEach(increment -> {
            var again = replica.post(increment, increment.body()).orElseThrow();
            assertThat(again.duplicate()).as("%s again: %s", increment, again).isTrue();
            assertThat(again.body().path("used").asLong())
                    .isLessThanOrEqualTo(sums.getOrDefault(increment.counter(), 0L));
        });
    }
}
