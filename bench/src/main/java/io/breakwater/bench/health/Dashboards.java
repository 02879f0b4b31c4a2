package io.breakwater.bench.health;

import io.breakwater.bench.report.Cost;
import io.breakwater.bench.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** Many dashboards that follow the stream: how soon each of them has a breaker's change, and what they cost. */
final class Dashboards {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_MICROS = PATIENCE.toMillis() * 1_000;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final int dashboards;
    private final int changes;
    private final Table table = new Table(
            "dashboards",
            "endpoints",
            "changes",
            "missed",
            "P50 ms",
            "P95 ms",
            "max ms",
            "KiB/s each",
            "CPU % of a core",
            "RSS MiB");

    Dashboards(int dashboards, int changes) {
        this.dashboards = dashboards;
        this.changes = changes;
    }

    void run(Suite suite, int endpoints, PrintStream out) throws Exception {
        var followers = new ArrayList<Follower>();
        try {
            for (var i = 0; i < dashboards; i++) {
                followers.add(new Follower(suite.health().baseUri(), Dashboards::isTheBreaker));
            }
            Awaitility.await("each has the picture").atMost(PATIENCE).until(() -> followers.stream()
                    .allMatch(follower -> follower.bytes() > 1_000));
            Thread.sleep(SETTLING);
            measure(suite, endpoints, followers);
            table.tellLatest(out);
        } finally {
            for (var follower : followers) {
                follower.close();
            }
        }
    }

    void print(PrintStream out) {
        table.print(out);
    }

    private static boolean isTheBreaker(String line) {
        return line.startsWith("data: ")
                && line.contains("\"kind\":\"breaker\"")
                && line.contains("\"service\":\"usage-service\"")
                && line.contains("\"name\":\"database\"");
    }

    private void measure(Suite suite, int endpoints, List<Follower> followers) throws Exception {
        var micros = new Histogram(LONGEST_MICROS, 3);
        var missed = 0L;
        var before = Cost.of(List.of(suite.process()));
        var bytesBefore = followers.stream().mapToLong(Follower::bytes).sum();
        var from = System.nanoTime();
        for (var change = 0; change < changes; change++) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(500, 1_500));
            missed += flip(suite, change, followers, micros);
        }
        var seconds = (System.nanoTime() - from) / 1e9;
        var cost = Cost.of(List.of(suite.process()));
        var bytes = followers.stream().mapToLong(Follower::bytes).sum() - bytesBefore;
        if (followers.stream().anyMatch(Follower::gone)) {
            throw new IOException("a dashboard was cut off");
        }
        table.row(
                whole(dashboards),
                whole(endpoints),
                whole(changes),
                whole(missed),
                tenths(micros.getValueAtPercentile(50) / 1e3),
                tenths(micros.getValueAtPercentile(95) / 1e3),
                tenths(micros.getMaxValue() / 1e3),
                whole(bytes / 1_024.0 / seconds / dashboards),
                tenths(cost.since(before) * 100 / seconds),
                whole(cost.residentMebibytes()));
    }

    /** Counts from before the breaker was told to; answers how many dashboards never heard of it. */
    private long flip(Suite suite, int change, List<Follower> followers, Histogram micros) {
        var started = System.nanoTime();
        suite.flip(change % 2 == 0);
        try {
            Awaitility.await("each has the change")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> followers.stream().allMatch(follower -> heard(follower, started)));
        } catch (ConditionTimeoutException late) {
            // Counted below.
        }
        followers.stream()
                .flatMap(follower ->
                        follower.came().stream().filter(at -> at >= started).limit(1))
                .forEach(at -> micros.recordValue(Math.min((at - started) / 1_000, LONGEST_MICROS)));
        return followers.stream().filter(follower -> !heard(follower, started)).count();
    }

    private static boolean heard(Follower follower, long since) {
        return follower.came().stream().anyMatch(at -> at >= since);
    }
}
