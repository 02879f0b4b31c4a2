package io.breakwater.bench.usage;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Measured;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** Acknowledged increments a second, and how long each took: on one hot key and on many, in every mode. */
final class Throughput {

    private static final int MANY = 10_000;

    private final Packaging packaging;
    private final int connections;
    private final Duration warmUp;
    private final Duration length;
    private final int rounds;
    private final Table table = new Table(
            "mode", "keys", "connections", "acknowledged/s", "P50 ms", "P95 ms", "P99 ms", "max ms", "answers");

    Throughput(Packaging packaging, int connections, Duration warmUp, Duration length, int rounds) {
        this.packaging = packaging;
        this.connections = connections;
        this.warmUp = warmUp;
        this.length = length;
        this.rounds = rounds;
    }

    void run(PrintStream out) throws Exception {
        try (var postgres = EmbeddedPostgresServer.started()) {
            var pgbench = PgBench.find();
            if (pgbench.isEmpty()) {
                out.println("pgbench is not installed (Debian: apt-get install postgresql): nothing to compare with.");
            }
            try (var stage = Stage.with(postgres, packaging)) {
                measure("PostgreSQL", stage, users -> pgbench(pgbench, postgres, users));
            }
            try (var stage = Stage.behindARelay(postgres, packaging)) {
                stage.road().blackHole();
                measure("database black-holed", stage, _ -> {});
            }
        }
        try (var stage = Stage.standalone(packaging)) {
            measure("standalone", stage, _ -> {});
        }
        table.print(out);
    }

    /** What a measurement of so many keys is compared with: run right before it, because a machine's own speed changes. */
    @FunctionalInterface
    private interface Comparison {
        void run(int users) throws Exception;
    }

    private void pgbench(Optional<PgBench> pgbench, EmbeddedPostgresServer postgres, int users) throws Exception {
        if (pgbench.isPresent()) {
            row("pgbench alone", users, PgBench.CONNECTIONS, pgbench.get().run(postgres, users, length));
        }
    }

    private void measure(String mode, Stage stage, Comparison comparison) throws Exception {
        var loads = new LinkedHashMap<Integer, Load>();
        for (var users : new int[] {1, MANY}) {
            loads.put(users, stage.load(connections, new Increments("speed-" + users + "-", users)));
        }
        // Both before either is measured: whichever came first would else be measured on a colder JVM.
        loads.values().forEach(load -> load.asFastAsItGoes(warmUp.dividedBy(loads.size())));
        for (var load : loads.entrySet()) {
            for (var round = 0; round < rounds; round++) {
                comparison.run(load.getKey());
                row(mode, load.getKey(), connections, load.getValue().asFastAsItGoes(length));
            }
        }
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
