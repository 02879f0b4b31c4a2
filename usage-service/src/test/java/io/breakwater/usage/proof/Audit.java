package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.usage.counting.Hashes;
import io.breakwater.usage.proof.Increment.Counter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whether what was counted is what was acknowledged: no more, no less, and every replica says the same. */
final class Audit {

    /** 5 s for what was away to be used again, and time for a busy machine to move its journal. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

    private static final int REPEATED = 10;

    private final Cluster cluster;
    private final Book book;

    Audit(Cluster cluster, Book book) {
        this.cluster = cluster;
        this.book = book;
    }

    void check(long seed) throws SQLException {
        assertThat(book.wrongs()).as("what was wrong meanwhile").isEmpty();
        for (var replica : cluster.replicas()) {
            await("replica " + replica.number() + " is well")
                    .atMost(BACK_WITHIN)
                    .untilAsserted(() -> isWell(replica));
        }
        repeat(new Random(seed));
        inThePeriodsOf("month", 7);
        inThePeriodsOf("day", 10);
        inThePeriodsOf("hour", 13);
        eachKeyOnce();
        for (var replica : cluster.replicas()) {
            // A replica may believe Redis for 5 s where the other could not tell it of a write.
            await("replica " + replica.number() + " agrees").atMost(BACK_WITHIN).untilAsserted(() -> agrees(replica));
            await("books").atMost(BACK_WITHIN).untilAsserted(() -> books(replica));
        }
    }

    private void isWell(Replica replica) {
        var snapshot = replica.get("/resilience").orElseThrow();
        assertThat(snapshot.body().path("degradation").path("level").asText())
                .as("degradation of %s", snapshot.body().path("degradation"))
                .isEqualTo("none");
        var ledger = replica.get("/api/usage/ledger").orElseThrow().body();
        assertThat(ledger.path("degraded").asBoolean(true)).as("%s", ledger).isFalse();
        assertThat(ledger.path("pending").asLong()).as("%s", ledger).isZero();
    }

    /** What was acknowledged is known: again it is a duplicate, and with another body a conflict. */
    private void repeat(Random random) {
        var keys = new ArrayList<>(book.increments());
        Collections.shuffle(keys, random);
        for (var increment : keys.subList(0, Math.min(REPEATED, keys.size()))) {
            var replica =
                    cluster.replicas().get(random.nextInt(cluster.replicas().size()));
            await("known again").atMost(BACK_WITHIN).untilAsserted(() -> {
                // A machine so busy that the database misses its 300 ms journals even this: known when that moves.
                var again = replica.post(increment, increment.body()).orElseThrow();
                assertThat(again.status()).as("%s again: %s", increment, again).isEqualTo(200);
                assertThat(again.duplicate())
                        .as("%s again: %s", increment, again)
                        .isTrue();
                var other = replica.post(increment, increment.otherBody()).orElseThrow();
                if (other.acknowledges()) {
                    book.contradictionJournaled();
                }
                assertThat(other.status())
                        .as("%s with another body: %s", increment, other)
                        .isEqualTo(409);
            });
        }
    }

    private void inThePeriodsOf(String name, int length) throws SQLException {
        var counted = new HashMap<Counter, Long>();
        try (var connection = cluster.postgres().connect();
                var select = connection.prepareStatement("""
                        select platform, user_id, metric, sum(used) from usage_counter
                        where length(period) = ? group by platform, user_id, metric
                        """)) {
            select.setInt(1, length);
            var rows = select.executeQuery();
            while (rows.next()) {
                counted.put(new Counter(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getLong(4));
            }
        }
        assertThat(counted).as("used, by %s", name).isEqualTo(book.sums());
    }

    private void eachKeyOnce() throws SQLException {
        var expected = book.increments().stream()
                .collect(Collectors.toMap(
                        increment -> Hashes.uuid(
                                increment.counter().platform(),
                                increment.counter().user(),
                                increment.key()),
                        increment -> increment));
        var rows = ids(cluster.postgres());
        var missing = new TreeSet<>(expected.keySet());
        missing.removeAll(rows);
        assertThat(missing.stream().map(expected::get).limit(REPEATED))
                .as("acknowledged and missing")
                .isEmpty();
        assertThat(rows).as("events").hasSameSizeAs(expected.keySet());
    }

    private static List<UUID> ids(EmbeddedPostgresServer postgres) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from usage_event")) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    private void agrees(Replica replica) {
        for (Map.Entry<Counter, Long> sum : book.sums().entrySet()) {
            if (sum.getKey().metric().equals(Workload.NOW)) {
                var usage = replica.get(sum.getKey().path()).orElseThrow();
                assertThat(usage.used(Workload.NOW))
                        .as("%s: %s", sum.getKey(), usage.body())
                        .isEqualTo(sum.getValue());
            }
        }
    }

    private void books(Replica replica) {
        var ledger = replica.get("/api/usage/ledger").orElseThrow().body();
        assertThat(ledger.path("pending").asLong()).as("%s", ledger).isZero();
        assertThat(ledger.path("committed").asLong())
                .as("%s", ledger)
                .isEqualTo(book.increments().size());
        assertThat(ledger.path("accepted").asLong())
                .as("%s", ledger)
                .isEqualTo(ledger.path("committed").asLong());
        assertThat(ledger.path("deadLetters").asLong())
                .as("%s", ledger)
                .isLessThanOrEqualTo(book.contradictionsJournaled());
    }
}
