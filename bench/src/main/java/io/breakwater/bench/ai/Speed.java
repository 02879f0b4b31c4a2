package io.breakwater.bench.ai;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Measured;
import io.breakwater.bench.load.Requests;
import io.breakwater.bench.report.Cost;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.Packaging;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import static io.breakwater.bench.report.Table.hundredths;
import static io.breakwater.bench.report.Table.whole;

/**
 * Answers a second as fast as they come and the processor that each takes; then, at a rate that leaves everybody time, how
 * long each takes and how much of that is more than the upstream's own. Never two servers at the same time.
 */
final class Speed {

    /** So many equal questions come at about the same time where they are to be coalesced. */
    private static final int EQUAL = 20;

    private final Packaging packaging;
    private final int connections;
    private final int rate;
    private final Duration warmUp;
    private final Duration length;
    private final AtomicLong fresh = new AtomicLong(1_000_000);
    private final Table table = new Table(
            "server",
            "what",
            "answers/s",
            "CPU ms each",
            "P50 ms",
            "P95 ms",
            "P99 ms",
            "added P50 ms",
            "upstream calls each",
            "answers");
    private double upstreamsOwn;

    Speed(Packaging packaging, int connections, int rate, Duration warmUp, Duration length) {
        this.packaging = packaging;
        this.connections = connections;
        this.rate = rate;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** What is measured: a server, what it is asked, and what is to be over before its cost is known. */
    private record Way(
            String server, String what, URI base, List<ProcessHandle> processes, Requests requests, Runnable over) {}

    void run(Upstream model, PrintStream out) throws Exception {
        measure(model, new Way("the upstream itself", "", model.base(), List.of(), () -> chat(Map.of()), () -> {}));
        double hits;
        double misses;
        try (var usage = new Upstream();
                var service = Service.started(packaging, model, usage)) {
            service.warm();
            hits = measure(
                    model,
                    of(
                            service,
                            "hit",
                            () -> Service.question(ThreadLocalRandom.current().nextLong(Service.WARM))));
            misses = measure(model, of(service, "miss", () -> Service.question(fresh.incrementAndGet())));
            measure(
                    model,
                    of(
                            service,
                            "coalesced, " + EQUAL + " equal",
                            () -> Service.question(fresh.incrementAndGet() / EQUAL)));
            out.printf(
                    "Answers counted in usage-service: %s, counts given up: %s%n",
                    whole(usage.counts()), whole(service.settled()));
        }
        var gateway = Portkey.find(out);
        if (gateway.isPresent()) {
            try (var portkey = gateway.get()) {
                compare(model, portkey, hits, misses, out);
            }
        }
        table.print(out);
    }

    private void compare(Upstream model, Portkey portkey, double hits, double misses, PrintStream out)
            throws IOException {
        var passed = measure(model, of(portkey, "passed on", Portkey.to(model)));
        var hit = passed;
        var before = model.completions();
        var twice = new Load(portkey.base(), 1, () -> Chat.question(0, Portkey.cachedTo(model)))
                .asFastAsItGoes(Duration.ofSeconds(1));
        if (twice.acknowledged() > 2 && model.completions() - before < twice.acknowledged() / 2) {
            hit = measure(
                    model,
                    new Way(
                            "Portkey",
                            "hit",
                            portkey.base(),
                            portkey.processes(),
                            () -> Chat.question(0, Portkey.cachedTo(model)),
                            () -> {}));
        } else {
            out.println(
                    "Portkey's gateway asks the upstream each time, with its cache switched on too: this build has none.");
        }
        out.printf(
                "Answers/s next to Portkey's: %s times for hits, %s times for misses (next to what it passes on)%n",
                hundredths(hits / hit), hundredths(misses / passed));
    }

    private Way of(Service service, String what, Requests requests) {
        return new Way("Breakwater", what, service.base(), service.processes(), requests, service::settled);
    }

    private Way of(Portkey portkey, String what, Map<String, String> headers) {
        return new Way("Portkey", what, portkey.base(), portkey.processes(), () -> chat(headers), () -> {});
    }

    private byte[] chat(Map<String, String> headers) {
        return Chat.question(fresh.incrementAndGet(), headers);
    }

    /** @return answers a second, as fast as they came */
    private double measure(Upstream model, Way way) throws IOException {
        var load = new Load(way.base(), connections, way.requests());
        load.asFastAsItGoes(warmUp);
        way.over().run();
        var calls = model.completions();
        var before = Cost.of(way.processes());
        var fast = load.asFastAsItGoes(length);
        calls = model.completions() - calls;
        // What follows an answer is part of what it costs.
        way.over().run();
        var cost = Cost.of(way.processes()).since(before);
        var calm = load.at(rate, length);
        way.over().run();
        if (way.processes().isEmpty()) {
            upstreamsOwn = calm.percentile(50);
        }
        row(way, fast, calm, cost, calls);
        return fast.perSecond();
    }

    private void row(Way way, Measured fast, Measured calm, double cost, long calls) {
        var ours = !way.processes().isEmpty();
        var answers = new TreeMap<>(fast.answers());
        calm.answers().forEach((status, count) -> answers.merge(status, count, Long::sum));
        table.row(
                way.server(),
                way.what(),
                whole(fast.perSecond()),
                ours ? hundredths(cost * 1_000 / fast.acknowledged()) : "",
                hundredths(calm.percentile(50)),
                hundredths(calm.percentile(95)),
                hundredths(calm.percentile(99)),
                ours ? hundredths(calm.percentile(50) - upstreamsOwn) : "",
                hundredths((double) calls / fast.acknowledged()),
                answers.toString());
    }
}
