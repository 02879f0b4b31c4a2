package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import io.breakwater.usage.period.Period;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts in PostgreSQL. Blocks, and fails when the database does: call it through the database gateway only. */
@Singleton
class PostgresCounters {

    /**
     * One statement remembers the ids, adds up what is new and answers for each event, so that an event and its counters
     * are committed together and doing it again changes nothing. Sorted, because two batches that took rows in different
     * orders would deadlock. An id that another transaction inserts meanwhile is seen as a duplicate of equal content.
     */
    private static final String COMMIT = """
            with incoming as materialized (
              select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as i (id, fingerprint, user_id, platform, metric, amount, month, day, hour)
            ), fresh as (
              insert into usage_event (id, fingerprint)
              select id, fingerprint from incoming order by id
              on conflict (id) do nothing
              returning id
            ), sums as (
              select user_id, platform, metric, period, sum(amount) as amount
              from incoming join fresh using (id) cross join lateral (values (month), (day), (hour)) as p (period)
              group by user_id, platform, metric, period
            ), counted as (
              insert into usage_counter (user_id, platform, metric, period, used)
              select user_id, platform, metric, period, amount from sums
              order by user_id, platform, metric, period
              on conflict (user_id, platform, metric, period)
                do update set used = usage_counter.used + excluded.used
              returning user_id, platform, metric, period, used
            )
            select i.id,
                   fresh.id is null as duplicate,
                   earlier.fingerprint is distinct from i.fingerprint and earlier.id is not null as conflict,
                   coalesce(counted.used, before.used, 0) as used
            from incoming i
              left join fresh on fresh.id = i.id
              left join usage_event earlier on earlier.id = i.id
              left join counted on counted.user_id = i.user_id and counted.platform = i.platform
                and counted.metric = i.metric and counted.period = i.month
              left join usage_counter before on before.user_id = i.user_id and before.platform = i.platform
                and before.metric = i.metric and before.period = i.month
            """;

    private final Instance<AgroalDataSource> pool;

    /** What the database knows of an account: its counters, and which of the ids that were asked about it has. */
    record Committed(Map<String, Long> used, Set<UUID> events) {}

    PostgresCounters(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** Counts the events, of which no two have the same id; answers by id. */
    Map<UUID, Outcome> commit(List<UsageEvent> events) throws SQLException {
        try (var connection = pool.get().getConnection();
                var statement = connection.prepareStatement(COMMIT)) {
            bind(connection, statement, events);
            var outcomes = new HashMap<UUID, Outcome>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    outcomes.put(
                            rows.getObject("id", UUID.class),
                            rows.getBoolean("conflict")
                                    ? new Outcome.Conflict()
                                    : new Outcome.Counted(
                                            rows.getLong("used"), rows.getBoolean("duplicate"), Durability.POSTGRES));
                }
            }
            return outcomes;
        }
    }

    /** The counters and the events in one snapshot, so that what moves over from the journal meanwhile counts once. */
    Committed read(Account account, Period period, List<UUID> journaled) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!journaled.isEmpty()) {
                Panache.getEntityManager()
                        .createNativeQuery("set transaction isolation level repeatable read")
                        .executeUpdate();
            }
            var used = UsageCounter.of(account, period.value()).stream()
                    .collect(Collectors.toMap(
                            counter -> counter.key.metric(), counter -> counter.used, Long::sum, TreeMap::new));
            return new Committed(used, journaled.isEmpty() ? Set.of() : known(journaled));
        });
    }

    private static Set<UUID> known(List<UUID> ids) {
        var query = Panache.getSession()
                .createNativeQuery("select id from usage_event where id = any(?1)", UUID.class)
                .setParameter(1, ids.toArray(UUID[]::new));
        return Set.copyOf(query.getResultList());
    }

    private static void bind(Connection connection, PreparedStatement statement, List<UsageEvent> events)
            throws SQLException {
        array(connection, statement, 1, "uuid", events, UsageEvent::id);
        array(connection, statement, 2, "uuid", events, UsageEvent::fingerprint);
        array(connection, statement, 3, "text", events, event -> event.account()
                .user()
                .value());
        array(connection, statement, 4, "text", events, event -> event.account()
                .platform()
                .slug());
        array(connection, statement, 5, "text", events, event -> event.metric().name());
        array(connection, statement, 6, "int8", events, UsageEvent::amount);
        array(connection, statement, 7, "text", events, event -> event.periods()
                .get(0)
                .value());
        array(connection, statement, 8, "text", events, event -> event.periods()
                .get(1)
                .value());
        array(connection, statement, 9, "text", events, event -> event.periods()
                .get(2)
                .value());
    }

    private static void array(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<UsageEvent> events,
            Function<UsageEvent, Object> field)
            throws SQLException {
        statement.setArray(
                index, connection.createArrayOf(type, events.stream().map(field).toArray()));
    }
}
