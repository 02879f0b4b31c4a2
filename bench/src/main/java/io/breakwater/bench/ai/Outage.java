package io.breakwater.bench.ai;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Measured;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static io.breakwater.bench.report.Table.hundredths;
import static io.breakwater.bench.report.Table.whole;

/** The upstream goes away under a steady load: questions that were answered before, and a few that were not. */
final class Outage {

    private static final int NEW_PER_SECOND = 10;
    private static final int FEW = 8;

    private final Packaging packaging;
    private final int connections;
    private final int rate;
    private final Duration warmUp;
    private final Duration length;

    Outage(Packaging packaging, int connections, int rate, Duration warmUp, Duration length) {
        this.packaging = packaging;
        this.connections = connections;
        this.rate = rate;
        this.warmUp = warmUp;
        this.length = length;
    }

    void run(PrintStream out) throws Exception {
        var table = new Table("phase", "questions", "answers/s", "P50 ms", "P95 ms", "P99 ms", "max ms", "answers");
        var fresh = new AtomicLong(2_000_000);
        try (var model = new Upstream();
                var usage = new Upstream();
                var service = Service.started(packaging, model, usage);
                var clock = Executors.newSingleThreadScheduledExecutor();
                var others = Executors.newSingleThreadExecutor()) {
            service.warm();
            var warm = new Load(
                    service.base(),
                    connections,
                    () -> Service.question(ThreadLocalRandom.current().nextLong(Service.WARM)));
            var unknown = new Load(service.base(), FEW, () -> Service.question(fresh.incrementAndGet()));
            unknown.asFastAsItGoes(warmUp.dividedBy(2));
            service.warm();
            warm.asFastAsItGoes(warmUp.dividedBy(2));
            service.settled();
            row(table, "before", "asked before", warm.at(rate, length));

            var hits = service.hits();
            clock.schedule(model::close, 500, TimeUnit.MILLISECONDS);
            var meanwhile = others.submit(() -> unknown.at(NEW_PER_SECOND, length));
            var asked = warm.at(rate, length);
            row(table, "the upstream goes away after 0.5 s", "asked before", asked);
            row(table, "the same", "new", meanwhile.get());
            table.print(out);
            out.printf(
                    "Warm questions answered from the cache: %s of %s%n",
                    whole(service.hits() - hits),
                    whole(asked.answers().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()));
        }
    }

    private static void row(Table table, String phase, String questions, Measured measured) {
        table.row(
                phase,
                questions,
                whole(measured.perSecond()),
                hundredths(measured.percentile(50)),
                hundredths(measured.percentile(95)),
                hundredths(measured.percentile(99)),
                hundredths(measured.max()),
                new TreeMap<>(measured.answers()).toString());
    }
}
