package io.breakwater.bench.usage;

import io.breakwater.bench.load.Measured;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** An outage under a steady load: what the callers feel at its beginning, and how soon all is in the database after it. */
final class Outage {

    private static final int USERS = 100;
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration RECONCILED_WITHIN = Duration.ofMinutes(2);

    private final Packaging packaging;
    private final int connections;
    private final int perSecond;
    private final Duration outage;
    private final Duration warmUp;

    Outage(Packaging packaging, int connections, int perSecond, Duration outage, Duration warmUp) {
        this.packaging = packaging;
        this.connections = connections;
        this.perSecond = perSecond;
        this.outage = outage;
        this.warmUp = warmUp;
    }

    void run(PrintStream out) throws Exception {
        var table = new Table("phase", "acknowledged/s", "P50 ms", "P95 ms", "P99 ms", "max ms", "answers");
        try (var postgres = EmbeddedPostgresServer.started();
                var stage = Stage.behindARelay(postgres, packaging);
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var before = stage.load(connections, new Increments("before-", USERS));
            before.asFastAsItGoes(warmUp);
            row(table, "before", before.at(perSecond, MOMENT));

            var during = stage.load(connections, new Increments("during-", USERS));
            clock.schedule(stage.road()::blackHole, 500, TimeUnit.MILLISECONDS);
            var moment = during.at(perSecond, MOMENT);
            row(table, "the outage begins (black hole after 0.5 s)", moment);
            var rest = during.at(perSecond, outage.minus(MOMENT));
            row(table, "the outage goes on", rest);

            var acknowledged = moment.acknowledged() + rest.acknowledged();
            var back = System.nanoTime();
            stage.road().forward();
            long reconciled;
            try (var callers = Executors.newSingleThreadExecutor()) {
                var after = callers.submit(() ->
                        stage.load(connections, new Increments("after-", USERS)).at(perSecond, MOMENT));
                Awaitility.await("reconciled")
                        .atMost(RECONCILED_WITHIN)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> counted(stage) >= acknowledged);
                reconciled = System.nanoTime();
                row(table, "the database is back", after.get());
            }
            table.print(out);
            out.printf(
                    "%s increments of an outage of %d s at %d/s, reconciled in %.1f s under the same load; counted %d, missing or twice: %d%n",
                    whole(acknowledged),
                    outage.toSeconds(),
                    perSecond,
                    (reconciled - back) / 1e9,
                    counted(stage),
                    counted(stage) - acknowledged);
        }
    }

    private static long counted(Stage stage) throws Exception {
        return stage.number("""
                select coalesce(sum(used), 0) from usage_counter where user_id like 'during-%' and length(period) = 7
                """);
    }

    private static void row(Table table, String phase, Measured measured) {
        table.row(
                phase,
                whole(measured.perSecond()),
                tenths(measured.percentile(50)),
                tenths(measured.percentile(95)),
                tenths(measured.percentile(99)),
                tenths(measured.max()),
                new TreeMap<>(measured.answers()).toString());
    }
}
