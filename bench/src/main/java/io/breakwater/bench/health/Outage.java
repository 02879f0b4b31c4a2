package io.breakwater.bench.health;

import io.breakwater.bench.report.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongPredicate;

import static io.breakwater.bench.report.Table.tenths;

/** Everything that is watched is gone at once: how soon the answers say so of all of it, and how soon they say it is over. */
final class Outage {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    private final Table table =
            new Table("watcher", "the fleet", "half down after s", "all down after s", "all well again after s");

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    void run(Watcher watcher, Fleet fleet, PrintStream out) throws Exception {
        run(watcher, fleet, "hangs", fleet::hang, fleet::answer);
        table.tellLatest(out);
        run(watcher, fleet, "refuses connections", fleet::vanish, fleet::comeBack);
        table.tellLatest(out);
    }

    void print(PrintStream out) {
        table.print(out);
    }

    private void run(Watcher watcher, Fleet fleet, String how, Step begin, Step end) throws Exception {
        await(watcher, down -> down == 0);
        begin.take();
        var started = System.nanoTime();
        var half = since(started, await(watcher, down -> down >= fleet.size() / 2));
        var all = since(started, await(watcher, down -> down == fleet.size()));
        end.take();
        var over = System.nanoTime();
        table.row(watcher.name(), how, half, all, since(over, await(watcher, down -> down == 0)));
    }

    /** When that was seen; never where patience came to its end. */
    private static long await(Watcher watcher, LongPredicate wanted) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var asked = System.nanoTime();
            if (wanted.test(watcher.down())) {
                return asked;
            }
            Thread.sleep(LOOK_EACH);
        }
        return Long.MIN_VALUE;
    }

    private static String since(long started, long then) {
        return then == Long.MIN_VALUE ? "more than " + PATIENCE.toSeconds() : tenths((then - started) / 1e9);
    }
}
