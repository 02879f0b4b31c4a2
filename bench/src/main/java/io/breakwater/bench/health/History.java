package io.breakwater.bench.health;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Requests;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** How long one component's history takes to answer when there is a year of it in PostgreSQL. */
final class History {

    private static final List<String> WINDOWS = List.of("1h", "24h", "3d", "7d", "30d", "365d");
    private static final Duration UNTIL_USED = Duration.ofSeconds(60);

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long CHECK = Duration.ofSeconds(30).toMillis();

    private final Packaging packaging;
    private final int components;
    private final Duration warmUp;
    private final Duration length;
    private final Table table =
            new Table("window", "callers", "answers/s", "P50 ms", "P95 ms", "P99 ms", "max ms", "answers");

    History(Packaging packaging, int components, Duration warmUp, Duration length) {
        this.packaging = packaging;
        this.components = components;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** With a suite of its own: what its history says is made up. */
    void run(PrintStream out) throws Exception {
        try (var fleet = new Fleet(components);
                var suite = new Suite(packaging, 1_000)) {
            Checks.register(suite, fleet, out);
            Awaitility.await("PostgreSQL is used").atMost(UNTIL_USED).until(() -> inPostgres(suite, "1h"));
            out.printf("%s rows of history%n", whole(fill(suite)));
            var all = load(suite, 1, "");
            all.asFastAsItGoes(warmUp);
            for (var window : WINDOWS) {
                row(suite, 1, window);
            }
            row(suite, 8, "");
        }
        table.print(out);
    }

    private void row(Suite suite, int callers, String window) {
        var measured = load(suite, callers, window).asFastAsItGoes(length);
        table.row(
                window.isEmpty() ? "any of these" : window,
                whole(callers),
                whole(measured.perSecond()),
                tenths(measured.percentile(50)),
                tenths(measured.percentile(95)),
                tenths(measured.percentile(99)),
                tenths(measured.max()),
                new TreeMap<>(measured.answers())
                        + (inPostgres(suite, window.isEmpty() ? "365d" : window) ? "" : " (not from PostgreSQL)"));
    }

    /** @param window any where it is empty */
    private Load load(Suite suite, int callers, String window) {
        return new Load(suite.health().baseUri(), callers, () -> {
            var random = ThreadLocalRandom.current();
            return Requests.get(path(
                    random.nextInt(components),
                    window.isEmpty() ? WINDOWS.get(random.nextInt(WINDOWS.size())) : window));
        });
    }

    private static String path(int component, String window) {
        return "/api/health/history?component=" + Fleet.name(component) + "&window=" + window;
    }

    private static boolean inPostgres(Suite suite, String window) {
        return suite.health().get(path(0, window)).body().contains("\"source\":\"postgres\"");
    }

    /** A year as health-service keeps it: hours for all of it, minutes and changes for a month, checks for a day. */
    private long fill(Suite suite) throws SQLException {
        var now = Instant.now().toEpochMilli();
        try (var connection = suite.postgres().connect();
                var statement = connection.createStatement()) {
            var rows = 0L;
            rows += statement.executeLargeUpdate(sums("h", HOUR, now, Duration.ofDays(366)));
            rows += statement.executeLargeUpdate(sums("m", MINUTE, now, Duration.ofDays(30)));
            // Each change is one of the checks that are kept longer than the others.
            rows += statement.executeLargeUpdate(checks(CHECK, now, Duration.ofDays(1), 0));
            rows += statement.executeLargeUpdate(checks(HOUR * 2, now - HOUR, Duration.ofDays(30), 1));
            statement.execute("""
                    insert into health_history_mark (name, at) values ('minutes', %d)
                    on conflict (name) do update set at = excluded.at
                    """.formatted(now - now % MINUTE));
            statement.execute("vacuum analyze health_history");
            statement.execute("vacuum analyze health_history_sum");
            statement.execute("checkpoint");
            return rows;
        }
    }

    /** One in fifty has some time down. */
    private String sums(String grain, long step, long now, Duration back) {
        return """
                insert into health_history_sum
                  (component, grain, at, up_ms, down_ms, worst, latency_sum, latency_count)
                select component, '%1$s', at, case when bad then %2$d * 9 / 10 else %2$d end,
                  case when bad then %2$d / 10 else 0 end, case when bad then 4 else 1 end, %3$d * 4.2, %3$d
                from (
                  select component, at, abs(hashtext(component || at)::bigint) %% 50 = 0 as bad
                  from (select 'endpoint-' || lpad(n::text, 5, '0') as component from generate_series(0, %4$d) n) names,
                    generate_series(%5$d::bigint, %6$d::bigint, %2$d) at
                ) made
                on conflict do nothing
                """.formatted(
                        grain,
                        step,
                        step / CHECK,
                        components - 1,
                        now - now % step - back.toMillis() + step,
                        now - now % step - step);
    }

    private String checks(long step, long until, Duration back, int changed) {
        return """
                insert into health_history (component, at, status, latency_ms, detail, changed)
                select 'endpoint-' || lpad(n::text, 5, '0'), at,
                  case when %5$d = 1 and at / %1$d %% 2 = 0 then 'unhealthy' else 'healthy' end, 4.2, null, %5$d
                from generate_series(0, %2$d) n, generate_series(%3$d::bigint, %4$d::bigint, %1$d) at
                on conflict do nothing
                """.formatted(step, components - 1, until - back.toMillis() + step, until, changed);
    }
}
