package io.breakwater.bench.ai;

import io.breakwater.bench.Benchmark;
import io.breakwater.bench.Container;
import io.breakwater.bench.Options;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What ai-reply-service adds to its model's own time, and what it spares. */
public final class AiBenchmark implements Benchmark {

    private static final List<String> PARTS = List.of("speed", "coalesced", "outage");

    @Override
    public String name() {
        return "ai";
    }

    @Override
    public String help() {
        return """
                ai                      what ai-reply-service adds to its model's own time, next to Portkey's gateway
                  --part=all            speed, coalesced, outage or all
                  --packaging=jvm       or jvm_aot (made by deploy/images/train) or native
                  --connections=32      callers at the same time
                  --warm-up=30          s before each measurement
                  --seconds=10          s of each measurement
                  --rate=100            questions/s where latency is measured, and through the outage
                  --upstream-ms=0       how long the upstream takes in the part speed
                  --rounds=50           of equal questions in the part coalesced""";
    }

    @Override
    public void run(Options options, PrintStream out) throws Exception {
        var part = options.text("part", "all");
        if (!part.equals("all") && !PARTS.contains(part)) {
            throw new IllegalArgumentException("--part must be all or one of " + PARTS);
        }
        var packaging = options.packaging();
        var connections = options.number("connections", 32);
        var rate = options.number("rate", 100);
        var warmUp = options.seconds("warm-up", 30);
        var length = options.seconds("seconds", 10);
        out.printf(
                "%s, %d cores, Java %s, %s%n",
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Container.of(packaging).name());
        if (part.equals("all") || part.equals("speed")) {
            try (var model = new Upstream()) {
                model.delay(Duration.ofMillis(options.number("upstream-ms", 0)));
                out.printf("As fast as they come over %d connections; P50 to P99 at %d/s%n", connections, rate);
                new Speed(packaging, connections, rate, warmUp, length).run(model, out);
            }
        }
        if (part.equals("all") || part.equals("coalesced")) {
            new Coalescing(packaging, options.number("rounds", 50)).run(out);
        }
        if (part.equals("all") || part.equals("outage")) {
            new Outage(packaging, connections, rate, warmUp, length).run(out);
        }
    }
}
