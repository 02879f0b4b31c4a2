package io.breakwater.bench.health;

import io.breakwater.bench.report.Cost;
import io.breakwater.bench.report.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** How evenly a fleet is checked, and what that costs. */
final class Checks {

    private static final int REGISTERING = 4;

    private final Duration warmUp;
    private final Duration length;
    private final Table table = new Table(
            "watcher",
            "endpoints",
            "checks",
            "gap P50 s",
            "gap P95 s",
            "gap max s",
            "CPU ms per check",
            "CPU % of a core",
            "RSS MiB",
            "its own lag");

    Checks(Duration warmUp, Duration length) {
        this.warmUp = warmUp;
        this.length = length;
    }

    static void register(Watcher watcher, Fleet fleet, PrintStream out) throws Exception {
        var started = System.nanoTime();
        try (var callers = Executors.newFixedThreadPool(REGISTERING)) {
            var all = IntStream.range(0, fleet.size())
                    .<Future<?>>mapToObj(i -> callers.submit(() -> {
                        watcher.register(Fleet.name(i), fleet.address(i));
                        return i;
                    }))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }
        out.printf(
                "%s: %s endpoints registered in %.1f s%n",
                watcher.name(), whole(fleet.size()), (System.nanoTime() - started) / 1e9);
    }

    void run(Watcher watcher, Fleet fleet, PrintStream out) throws Exception {
        Thread.sleep(warmUp);
        var before = Cost.of(List.of(watcher.process()));
        var from = System.nanoTime();
        Thread.sleep(length);
        var cost = Cost.of(List.of(watcher.process()));
        var to = System.nanoTime();
        var seen = fleet.seen(from, to);
        table.row(
                watcher.name(),
                whole(fleet.size()),
                whole(seen.checks()),
                seconds(seen.gaps().getValueAtPercentile(50)),
                seconds(seen.gaps().getValueAtPercentile(95)),
                seconds(seen.gaps().getMaxValue()),
                "%.2f".formatted(cost.since(before) * 1e3 / Math.max(1, seen.checks())),
                tenths(cost.since(before) * 100 / ((to - from) / 1e9)),
                whole(cost.residentMebibytes()),
                watcher.lag().orElse("not told"));
        table.tellLatest(out);
    }

    void print(PrintStream out) {
        table.print(out);
    }

    private static String seconds(long ms) {
        return "%.2f".formatted(ms / 1e3);
    }
}
