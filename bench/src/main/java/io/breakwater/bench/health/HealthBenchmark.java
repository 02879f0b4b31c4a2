package io.breakwater.bench.health;

import io.breakwater.bench.Benchmark;
import io.breakwater.bench.Container;
import io.breakwater.bench.Options;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How large a fleet health-service can watch, and how soon it tells. */
public final class HealthBenchmark implements Benchmark {

    private static final String PARTS = "stream,checks,outage,history";

    private final Set<String> parts = new HashSet<>();

    @Override
    public String name() {
        return "health";
    }

    @Override
    public String help() {
        return """
                health                  how health-service watches a large fleet
                  --part=stream,checks,outage,history
                                        some of these
                  --packaging=jvm       or jvm_aot (made by deploy/images/train) or native
                  --endpoints=2000      HTTP servers that are checked each 30 s
                  --timeout-ms=1000     of each check
                  --warm-up=60          s before checks are measured
                  --seconds=100         s in which they are
                  --dashboards=200      that follow the stream
                  --changes=20          of a breaker, which each of them is told
                  --components=32       with a year of history
                  --history-warm-up=15  s before its queries are measured
                  --history-seconds=5   s of each window""";
    }

    @Override
    public void run(Options options, PrintStream out) throws Exception {
        parts.addAll(List.of(options.text("part", PARTS).split(",", -1)));
        if (!List.of(PARTS.split(",")).containsAll(parts)) {
            throw new IllegalArgumentException("--part must be some of " + PARTS);
        }
        var container = Container.of(options.packaging());
        out.printf(
                "%s, %d cores, Java %s; health-service with %s%n",
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                container.name() + ": " + String.join(" ", container.options()));
        fleet(options, out);
        if (parts.contains("history")) {
            new History(
                            options.packaging(),
                            options.number("components", 32),
                            options.seconds("history-warm-up", 15),
                            options.seconds("history-seconds", 5))
                    .run(out);
        }
    }

    private void fleet(Options options, PrintStream out) throws Exception {
        var size = options.number("endpoints", 2_000);
        var timeoutMs = options.number("timeout-ms", 1_000);
        var checks = new Checks(options.seconds("warm-up", 60), options.seconds("seconds", 100));
        var outage = new Outage();
        var dashboards = new Dashboards(options.number("dashboards", 200), options.number("changes", 20));
        if (wanted("stream", "checks", "outage")) {
            try (var fleet = new Fleet(size);
                    var suite = new Suite(options.packaging(), timeoutMs)) {
                if (wanted("stream")) {
                    dashboards.run(suite, 0, out);
                }
                watch(suite, fleet, checks, outage, out);
                if (wanted("stream")) {
                    dashboards.run(suite, fleet.size(), out);
                }
            }
        }
        if (wanted("checks", "outage")) {
            var other = SpringBootAdmin.find(timeoutMs, out);
            if (other.isPresent()) {
                try (var fleet = new Fleet(size);
                        var admin = other.get()) {
                    watch(admin, fleet, checks, outage, out);
                }
            }
        }
        checks.print(out);
        outage.print(out);
        dashboards.print(out);
    }

    private void watch(Watcher watcher, Fleet fleet, Checks checks, Outage outage, PrintStream out) throws Exception {
        Checks.register(watcher, fleet, out);
        if (wanted("checks")) {
            checks.run(watcher, fleet, out);
        }
        if (wanted("outage")) {
            outage.run(watcher, fleet, out);
        }
    }

    private boolean wanted(String... some) {
        return Stream.of(some).anyMatch(parts::contains);
    }
}
