package io.breakwater.usage.counting;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.breakwater.usage.BreakersOn;
import io.breakwater.usage.Users;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.breakwater.resilience.testing.Fixture.Kind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What several replicas do to one database at once. To the database a replica is no more than some connections, so each
 * thread here is one.
 */
@QuarkusTest
@TestProfile(BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class ReplicasTest {

    private static final int REPLICAS = 8;
    private static final int ROUNDS = 12;
    private static final long LIMIT = 100;

    @Fixture(POSTGRES)
    EmbeddedPostgresServer postgres;

    @Inject
    PostgresCounters counters;

    @Inject
    PostgresQuotas quotas;

    @Test
    void theyNeverDeadlockNeverCountTwiceAndNeverGoPastALimitTogether() throws Exception {
        // Given
        untilDone(() -> quotas.commit(List.of()));
        var accounts = Stream.generate(() -> new Account(Platform.LINKEDIN, new UserId(Users.fresh())))
                .limit(6)
                .toList();
        for (var account : accounts) {
            execute("insert into usage_limit values ('%s', 'linkedin', 'limited', 'day', %d)"
                    .formatted(account.user().value(), LIMIT));
        }
        var deadlocks = number("select deadlocks from pg_stat_database where datname = current_database()");
        var shared = Collections.synchronizedList(new ArrayList<UsageEvent>());

        // When
        try (var threads = Executors.newFixedThreadPool(REPLICAS)) {
            var replicas = IntStream.range(0, REPLICAS)
                    .mapToObj(replica -> (Callable<Integer>) () -> replica(replica, accounts, shared))
                    .toList();
            for (var done : threads.invokeAll(replicas)) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
        }

        // Then
        for (var account : accounts) {
            var user = account.user().value();
            var sent = shared.stream()
                    .filter(event ->
                            event.account().equals(account) && event.metric().equals(Metric.REQUESTS))
                    .map(UsageEvent::id)
                    .distinct()
                    .count();
            assertThat(used(user, "requests")).isEqualTo(sent);
            assertThat(used(user, "limited")).isEqualTo(LIMIT);
        }
        assertThat(number("select deadlocks from pg_stat_database where datname = current_database()"))
                .isEqualTo(deadlocks);
    }

    /** Counts now within limits and now without, in an order of its own, and some that others have sent before. */
    private int replica(int seed, List<Account> accounts, List<UsageEvent> shared) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var plain = events(accounts, Metric.REQUESTS, random);
            synchronized (shared) {
                for (int i = 0; i < 10 && !shared.isEmpty(); i++) {
                    var again = shared.get(random.nextInt(shared.size()));
                    if (plain.stream().noneMatch(event -> event.id().equals(again.id()))) {
                        plain.add(again);
                    }
                }
                shared.addAll(plain);
            }
            Collections.shuffle(plain, random);
            var limits = random.nextBoolean();
            counted(untilDone(() -> limits ? quotas.commit(plain) : counters.commit(plain)));
            var limited = events(accounts, new Metric("limited"), random);
            untilDone(() -> quotas.commit(limited));
        }
        return ROUNDS;
    }

    /** A busy pool is no answer; doing it again is harmless, which is what this is about. */
    private static Map<UUID, Outcome> untilDone(Callable<Map<UUID, Outcome>> commit) {
        return await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(commit, outcomes -> true);
    }

    private static void counted(Map<UUID, Outcome> outcomes) {
        assertThat(outcomes.values()).allMatch(Outcome.Counted.class::isInstance);
    }

    private static List<UsageEvent> events(List<Account> accounts, Metric metric, Random random) {
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 40; i++) {
            var id = UUID.randomUUID();
            events.add(new UsageEvent(id, id, accounts.get(random.nextInt(accounts.size())), metric, 1, Instant.now()));
        }
        return events;
    }

    private long used(String user, String metric) throws SQLException {
        return number("select used from usage_counter where user_id = '%s' and metric = '%s' and length(period) = 10"
                .formatted(user, metric));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
