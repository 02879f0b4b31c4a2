package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.limit.Limits;
import io.breakwater.usage.limit.Standing;
import io.breakwater.usage.limit.UsageLimit;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts in PostgreSQL. Blocks, and fails when the database does: call it through the database gateway only. */
@Singleton
class PostgresCounters {

    /**
     * One statement remembers the ids, adds up what is new and answers for each event, so that an event and its counters
     * are committed together and doing it again changes nothing. Sorted, because two batches that took rows in different
     * orders would deadlock; ids first, then counters, then the ledger, in every statement that writes them. An id that
     * another transaction inserts meanwhile is seen as a duplicate of equal content.
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
            ), booked as (
              insert into usage_ledger as l (shard, committed)
              select pg_backend_pid() % 256, (select count(*) from fresh)
              where (select count(*) from counted) > 0
              on conflict (shard) do update set committed = l.committed + excluded.committed
            )
            select i.id,
                   fresh.id is null as duplicate,
                   earlier.fingerprint is distinct from i.fingerprint and earlier.id is not null as conflict,
                   coalesce(counted.used, before.used, 0) as used,
                   exists (
                     select from usage_limit l
                     where l.user_id = i.user_id and l.platform = i.platform and l.metric = i.metric
                   ) as limited
            from incoming i
              left join fresh on fresh.id = i.id
              left join usage_event earlier on earlier.id = i.id
              left join counted on counted.user_id = i.user_id and counted.platform = i.platform
                and counted.metric = i.metric and counted.period = i.month
              left join usage_counter before on before.user_id = i.user_id and before.platform = i.platform
                and before.metric = i.metric and before.period = i.month
            """;

    private static final String STANDINGS = """
            select i.id, l.period_window, l.amount, coalesce(c.used, 0) as used
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as i (id, fingerprint, user_id, platform, metric, amount, month, day, hour)
              join usage_limit l on l.user_id = i.user_id and l.platform = i.platform and l.metric = i.metric
              left join usage_counter c on c.user_id = i.user_id and c.platform = i.platform and c.metric = i.metric
                and c.period = case l.period_window when 'hour' then i.hour when 'day' then i.day else i.month end
            """;

    private final Instance<AgroalDataSource> pool;

    /**
     * What the database knows of an account.
     *
     * @param used metric → how much in the period
     * @param events which of the ids that were asked about it has
     */
    record Committed(Map<String, Long> used, Limits limits, Set<UUID> events) {}

    /**
     * What the database knows of an account over time.
     *
     * @param used period → metric → how much; nothing for a period without use
     * @param events which of the ids that were asked about it has
     */
    record CommittedHistory(Map<Period, Map<String, Long>> used, Set<UUID> events) {}

    PostgresCounters(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** Counts the events, of which no two have the same id; answers by id. */
    Map<UUID, Outcome> commit(List<UsageEvent> events) throws SQLException {
        try (var connection = pool.get().getConnection()) {
            var outcomes = new HashMap<UUID, Outcome>();
            var limited = new ArrayList<UsageEvent>();
            try (var statement = connection.prepareStatement(COMMIT)) {
                EventArrays.bind(connection, statement, events);
                var byId = events.stream().collect(Collectors.toMap(UsageEvent::id, event -> event));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var id = rows.getObject("id", UUID.class);
                        outcomes.put(
                                id,
                                rows.getBoolean("conflict")
                                        ? new Outcome.Conflict()
                                        : new Outcome.Counted(
                                                rows.getLong("used"),
                                                rows.getBoolean("duplicate"),
                                                Durability.POSTGRES));
                        var event = byId.get(id);
                        if (event != null && rows.getBoolean("limited")) {
                            limited.add(event);
                        }
                    }
                }
            }
            if (!limited.isEmpty()) {
                addStandings(connection, limited, outcomes);
            }
            return outcomes;
        }
    }

    private static void addStandings(Connection connection, List<UsageEvent> limited, Map<UUID, Outcome> outcomes)
            throws SQLException {
        var standings = standings(connection, limited);
        for (var event : limited) {
            if (outcomes.get(event.id()) instanceof Outcome.Counted counted) {
                outcomes.put(
                        event.id(),
                        new Outcome.Counted(
                                counted.used(),
                                counted.duplicate(),
                                counted.durability(),
                                standings.getOrDefault(event.id(), List.of())));
            }
        }
    }

    /** The limits that hold for the events, by id, and what is used of each. */
    static Map<UUID, List<Standing>> standings(Connection connection, List<UsageEvent> events) throws SQLException {
        var byId = events.stream().collect(Collectors.toMap(UsageEvent::id, event -> event));
        var standings = new HashMap<UUID, List<Standing>>();
        try (var statement = connection.prepareStatement(STANDINGS)) {
            EventArrays.bind(connection, statement, events);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var event = byId.get(rows.getObject("id", UUID.class));
                    if (event != null) {
                        standings
                                .computeIfAbsent(event.id(), _ -> new ArrayList<>())
                                .add(new Standing(
                                        event.metric(),
                                        event.period(Window.parse(rows.getString("period_window"))),
                                        rows.getLong("amount"),
                                        rows.getLong("used")));
                    }
                }
            }
        }
        return standings;
    }

    /** The counters and the events in one snapshot, so that what moves over from the journal meanwhile counts once. */
    Committed read(Account account, Period period, List<UUID> journaled) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!journaled.isEmpty()) {
                oneSnapshot();
            }
            var used = UsageCounter.of(account, period.value()).stream()
                    .collect(Collectors.toMap(
                            counter -> counter.key.metric(), counter -> counter.used, Long::sum, TreeMap::new));
            return new Committed(used, UsageLimit.of(account), journaled.isEmpty() ? Set.of() : known(journaled));
        });
    }

    /** The counters of the periods from the first to the last, and which of the events are in them: one snapshot. */
    CommittedHistory history(Account account, Period first, Period last, List<UUID> journaled) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!journaled.isEmpty()) {
                oneSnapshot();
            }
            var used = new HashMap<Period, Map<String, Long>>();
            for (var counter : UsageCounter.between(account, first, last)) {
                used.computeIfAbsent(new Period(counter.key.period()), _ -> new TreeMap<>())
                        .put(counter.key.metric(), counter.used);
            }
            return new CommittedHistory(used, journaled.isEmpty() ? Set.of() : known(journaled));
        });
    }

    static void oneSnapshot() {
        Panache.getEntityManager()
                .createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate();
    }

    static Set<UUID> known(List<UUID> ids) {
        var query = Panache.getSession()
                .createNativeQuery("select id from usage_event where id = any(?1)", UUID.class)
                .setParameter(1, ids.toArray(UUID[]::new));
        return Set.copyOf(query.getResultList());
    }
}
