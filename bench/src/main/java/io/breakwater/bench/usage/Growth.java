package io.breakwater.bench.usage;

import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** What it costs that there are already many events: size on disk, and the speed of increments. */
final class Growth {

    private static final int USERS = 10_000;
    private static final int STEP = 500_000;
    private static final int[] STEPS = {0, 1_000_000, 5_000_000, 10_000_000};

    private final Packaging packaging;
    private final int connections;
    private final int mostEvents;
    private final Duration warmUp;
    private final Duration length;

    Growth(Packaging packaging, int connections, int mostEvents, Duration warmUp, Duration length) {
        this.packaging = packaging;
        this.connections = connections;
        this.mostEvents = mostEvents;
        this.warmUp = warmUp;
        this.length = length;
    }

    void run(PrintStream out) throws Exception {
        var table = new Table(
                "events",
                "events MB",
                "of which indexes MB",
                "counters MB",
                "acknowledged/s",
                "P50 ms",
                "P95 ms",
                "P99 ms");
        try (var postgres = EmbeddedPostgresServer.started();
                var stage = Stage.with(postgres, packaging)) {
            var load = stage.load(connections, new Increments("growth-", USERS));
            load.asFastAsItGoes(warmUp);
            for (var step : STEPS) {
                if (step <= mostEvents) {
                    fill(stage, step);
                    var measured = load.asFastAsItGoes(length);
                    table.row(
                            whole(stage.number("select count(*) from usage_event")),
                            whole(megabytes(stage, "pg_total_relation_size", "usage_event")),
                            whole(megabytes(stage, "pg_indexes_size", "usage_event")),
                            whole(megabytes(stage, "pg_total_relation_size", "usage_counter")),
                            whole(measured.perSecond()),
                            tenths(measured.percentile(50)),
                            tenths(measured.percentile(95)),
                            tenths(measured.percentile(99)));
                }
            }
        }
        table.print(out);
    }

    /** Ids are hashes of callers' keys: they come in no order, as random ones do. */
    private static void fill(Stage stage, int events) throws SQLException {
        for (var there = stage.number("select count(*) from usage_event");
                there + STEP / 10 < events;
                there = stage.number("select count(*) from usage_event")) {
            stage.execute("""
                    insert into usage_event (id, fingerprint)
                    select gen_random_uuid(), gen_random_uuid() from generate_series(1, %d)
                    """.formatted(Math.min(STEP, events - there)));
        }
        stage.execute("vacuum analyze usage_event");
        stage.execute("checkpoint");
    }

    private static double megabytes(Stage stage, String function, String table) throws SQLException {
        return stage.number("select %s('%s')".formatted(function, table)) / 1e6;
    }
}
