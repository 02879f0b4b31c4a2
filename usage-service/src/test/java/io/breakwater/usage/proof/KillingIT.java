package io.breakwater.usage.proof;

import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rounds in which the service, PostgreSQL and Redis are hit at random moments, in all combinations, while clients count.
 * {@code -Dbreakwater.proof.rounds=1000} for more of them, {@code -Dbreakwater.proof.seed=…} for the plan of an earlier run:
 * the same faults at the same moments, though not the same interleaving.
 */
class KillingIT {

    private static final Logger LOG = Logger.getLogger(KillingIT.class);
    private static final int ROUNDS = Integer.getInteger("breakwater.proof.rounds", 30);
    private static final long SEED =
            Long.getLong("breakwater.proof.seed", UUID.randomUUID().getMostSignificantBits());

    @Test
    void whatIsAcknowledgedCountsExactlyOnceWhateverIsKilledAndWhen() throws Exception {
        LOG.infof("event=proof-begins seed=%d rounds=%d", SEED, ROUNDS);
        try (var cluster = Cluster.start()) {
            waitsForTheDisk(cluster);
            var workload = new Workload("proof-");
            var book = new Book();
            for (var round : Rounds.of(SEED, ROUNDS)) {
                run(round, cluster, workload, book);
            }
        }
    }

    private static void run(Round round, Cluster cluster, Workload workload, Book book) {
        var started = System.nanoTime();
        try {
            new Storm(cluster, workload, book).run(round);
            var stormed = System.nanoTime();
            new Audit(cluster, book).check(round.seed());
            LOG.infof(
                    "event=proof-round %s keys=%d storm=%dms audit=%dms",
                    round,
                    book.increments().size(),
                    (stormed - started) / 1_000_000,
                    (System.nanoTime() - stormed) / 1_000_000);
        } catch (Throwable failure) {
            var logs = cluster.replicas().stream()
                    .map(replica -> "\nreplica " + replica.number() + ":\n"
                            + tail(replica.process().log()))
                    .toList();
            throw new AssertionError("seed " + SEED + ", " + round + ": " + failure.getMessage() + logs, failure);
        }
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - 6_000));
    }

    private static void waitsForTheDisk(Cluster cluster) throws SQLException {
        for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            try (var connection = cluster.postgres().connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("show " + setting)) {
                row.next();
                assertThat(row.getString(1)).as(setting).isEqualTo("on");
            }
        }
    }
}
