package io.breakwater.health.registered;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.database.DatabaseReply;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the board what checks found: here at once, and through PostgreSQL within seconds to the replicas that do not
 * check, so that each of them answers the same. Bounded: of each dependency the latest alone waits to be written.
 */
@Singleton
final class SharedResults {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Times are of the database's clock; a transaction may end a little after another that began later. */
    private static final Duration OVERLAP = Duration.ofSeconds(3);

    private static final Map<String, ComponentStatus> STATUSES =
            Stream.of(ComponentStatus.values()).collect(Collectors.toMap(ComponentStatus::slug, Function.identity()));

    private final ComponentBoard board;
    private final SharedStore store;
    private final CheckTurn turn;
    private final Map<String, CheckResult> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> told = new HashMap<>();
    private Instant seen = Instant.EPOCH;
    private @Nullable Repeated sharing;

    private record Row(String name, CheckResult result, Instant at) {}

    SharedResults(ComponentBoard board, SharedStore store, CheckTurn turn) {
        this.board = board;
        this.store = store;
        this.turn = turn;
    }

    synchronized void start(@Observes StartupEvent event) {
        if (store.configured()) {
            sharing = Repeated.start("check-results", this::share);
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (sharing != null) {
            sharing.close();
        }
    }

    /** Never waits. */
    void report(Component component, CheckResult result) {
        board.report(component, result);
        if (store.configured()) {
            synchronized (waiting) {
                waiting.put(component.name(), result);
            }
        }
    }

    private Duration share() {
        if (turn.mine()) {
            write();
        } else {
            read();
        }
        return INTERVAL;
    }

    private void write() {
        // By name: two that write the same rows in another order would wait for each other.
        Map<String, CheckResult> batch;
        synchronized (waiting) {
            batch = new TreeMap<>(waiting);
            waiting.clear();
        }
        if (!batch.isEmpty()
                && store.call(connection -> write(connection, batch)) instanceof DatabaseReply.Away<Boolean> _) {
            synchronized (waiting) {
                // Newer ones stay.
                batch.forEach(waiting::putIfAbsent);
            }
        }
    }

    private static boolean write(Connection connection, Map<String, CheckResult> batch) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into health_check_result (name, status, latency_ms, detail, checked_at)
                values (?, ?, ?, ?, clock_timestamp())
                on conflict (name) do update set status = excluded.status, latency_ms = excluded.latency_ms,
                  detail = excluded.detail, checked_at = excluded.checked_at
                """)) {
            for (var entry : batch.entrySet()) {
                upsert.setString(1, entry.getKey());
                upsert.setString(2, entry.getValue().status().slug());
                upsert.setObject(3, entry.getValue().latencyMs(), Types.DOUBLE);
                upsert.setString(4, entry.getValue().detail());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        return true;
    }

    private void read() {
        if (store.call(this::news) instanceof DatabaseReply.Answered<List<Row>>(var rows)) {
            var components =
                    board.components().stream().collect(Collectors.toMap(Component::name, Function.identity()));
            for (var row : rows) {
                if (row.name().equals(NetworkGuard.COMPONENT.name())) {
                    board.add(NetworkGuard.COMPONENT);
                    components.put(row.name(), NetworkGuard.COMPONENT);
                }
                if (components.containsKey(row.name()) && !row.at().equals(told.put(row.name(), row.at()))) {
                    board.report(components.get(row.name()), row.result());
                }
                seen = row.at().isAfter(seen) ? row.at() : seen;
            }
            told.keySet().retainAll(components.keySet());
        }
    }

    private List<Row> news(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select name, status, latency_ms, detail, checked_at from health_check_result
                where checked_at > greatest(?, clock_timestamp() - interval '2 minutes') order by checked_at
                """)) {
            select.setTimestamp(1, Timestamp.from(seen.minus(OVERLAP)));
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Row>();
                while (rows.next()) {
                    var latency = rows.getDouble(3);
                    found.add(new Row(
                            rows.getString(1),
                            new CheckResult(
                                    STATUSES.getOrDefault(rows.getString(2), ComponentStatus.UNKNOWN),
                                    rows.wasNull() ? null : latency,
                                    rows.getString(4)),
                            rows.getTimestamp(5).toInstant()));
                }
                return found;
            }
        }
    }
}
