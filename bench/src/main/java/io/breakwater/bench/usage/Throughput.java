package io.breakwater.bench.usage;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Measured;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.TreeMap;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** Acknowledged increments a second, and how long each took: on one hot key and on many, in every mode. */
final class Throughput {

    private static final int MANY = 10_000;

    private final int connections;
    private final Duration warmUp;
    private final Duration length;
    private final Table table = new Table(
            "mode", "keys", "connections", "acknowledged/s", "P50 ms", "P95 ms", "P99 ms", "max ms", "answers");

    Throughput(int connections, Duration warmUp, Duration length) {
        this.connections = connections;
        this.warmUp = warmUp;
        this.length = length;
    }

    void run(PrintStream out) throws Exception {
        try (var postgres = EmbeddedPostgresServer.started()) {
            pgbench(postgres, out);
            try (var stage = Stage.behindARelay(postgres)) {
                measure("PostgreSQL", stage);
                stage.road().blackHole();
                measure("database black-holed", stage);
            }
        }
        try (var stage = Stage.standalone()) {
            measure("standalone", stage);
        }
        table.print(out);
    }

    private void pgbench(EmbeddedPostgresServer postgres, PrintStream out) throws Exception {
        var pgbench = PgBench.find();
        if (pgbench.isEmpty()) {
            out.println("pgbench is not installed (Debian: apt-get install postgresql): nothing to compare with.");
            return;
        }
        row("pgbench alone", 1, PgBench.CONNECTIONS, pgbench.get().run(postgres, 1, length));
        row("pgbench alone", MANY, PgBench.CONNECTIONS, pgbench.get().run(postgres, MANY, length));
    }

    private void measure(String mode, Stage stage) {
        var loads = new LinkedHashMap<Integer, Load>();
        for (var users : new int[] {1, MANY}) {
            loads.put(users, stage.load(connections, new Increments("speed-" + users + "-", users)));
        }
        // Both before either is measured: whichever came first would else be measured on a colder JVM.
        loads.values().forEach(load -> load.asFastAsItGoes(warmUp.dividedBy(loads.size())));
        loads.forEach((users, load) -> row(mode, users, connections, load.asFastAsItGoes(length)));
    }

    private void row(String mode, int users, int connections, Measured measured) {
        table.row(
                mode,
                whole(users),
                whole(connections),
                whole(measured.perSecond()),
                tenths(measured.percentile(50)),
                tenths(measured.percentile(95)),
                tenths(measured.percentile(99)),
                tenths(measured.max()),
                mode.startsWith("pgbench") ? "" : new TreeMap<>(measured.answers()).toString());
    }
}
