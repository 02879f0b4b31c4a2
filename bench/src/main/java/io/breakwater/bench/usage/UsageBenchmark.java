package io.breakwater.bench.usage;

import io.breakwater.bench.Benchmark;
import io.breakwater.bench.Container;
import io.breakwater.bench.Options;
import java.io.PrintStream;
import java.util.List;

/** How fast usage-service counts. */
public final class UsageBenchmark implements Benchmark {

    private static final List<String> PARTS = List.of("speed", "outage", "growth");

    @Override
    public String name() {
        return "usage";
    }

    @Override
    public String help() {
        return """
                usage                   how fast usage-service counts
                  --part=all            speed, outage, growth or all
                  --packaging=jvm       or jvm_aot (made by deploy/images/train) or native
                  --connections=64      callers at the same time
                  --warm-up=180         s before each mode is measured: on two cores a JVM compiles for that long under load
                  --seconds=10          s of each measurement
                  --rounds=1            of each measurement of speed, pgbench and the service in turns
                  --rate=1000           increments/s through the outage
                  --outage=30           s without the database
                  --events=10000000     how far the table of events grows""";
    }

    @Override
    public void run(Options options, PrintStream out) throws Exception {
        var part = options.text("part", "all");
        if (!part.equals("all") && !PARTS.contains(part)) {
            throw new IllegalArgumentException("--part must be all or one of " + PARTS);
        }
        var packaging = options.packaging();
        var connections = options.number("connections", 64);
        var warmUp = options.seconds("warm-up", 180);
        var length = options.seconds("seconds", 10);
        out.printf(
                "%s, %d cores, Java %s, %s%n",
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Container.of(packaging).name());
        if (part.equals("all") || part.equals("speed")) {
            new Throughput(packaging, connections, warmUp, length, options.number("rounds", 1)).run(out);
        }
        if (part.equals("all") || part.equals("outage")) {
            new Outage(packaging, connections, options.number("rate", 1_000), options.seconds("outage", 30), warmUp)
                    .run(out);
        }
        if (part.equals("all") || part.equals("growth")) {
            new Growth(packaging, connections, options.number("events", 10_000_000), warmUp, length).run(out);
        }
    }
}
