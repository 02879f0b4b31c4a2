package io.breakwater.bench.ai;

import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.Packaging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** Equal questions at the same moment, on two replicas that share a Redis. */
final class Coalescing {

    private static final int CALLERS = 20;
    private static final int COLD_ROUNDS = 5;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final Duration UPSTREAM_TAKES = Duration.ofMillis(100);

    private final Packaging packaging;
    private final int rounds;

    Coalescing(Packaging packaging, int rounds) {
        this.packaging = packaging;
        this.rounds = rounds;
    }

    void run(PrintStream out) throws Exception {
        try (var model = new Upstream();
                var usage = new Upstream();
                var redis = EmbeddedRedisServer.started();
                var one = Service.started(packaging, model, usage, redis);
                var other = Service.started(packaging, model, usage, redis)) {
            model.delay(UPSTREAM_TAKES);
            var replicas = List.of(one, other);
            for (var round = 1; round <= COLD_ROUNDS; round++) {
                together(replicas, round);
            }
            var micros = new Histogram(LONGEST_MICROS, 3);
            var roundsByCalls = new TreeMap<Long, Integer>();
            for (var round = 1; round <= rounds; round++) {
                var before = model.completions();
                together(replicas, COLD_ROUNDS + round).forEach(micros::recordValue);
                roundsByCalls.merge(model.completions() - before, 1, Integer::sum);
            }
            out.printf(
                    "%d equal questions at once on each of 2 replicas with one Redis; the upstream takes %d ms%n",
                    CALLERS, UPSTREAM_TAKES.toMillis());
            print(micros, roundsByCalls, out);
        }
    }

    /** All ask the same at the same moment. Answers in µs how long each answer took. */
    private static List<Long> together(List<Service> replicas, int question) throws Exception {
        var gate = new CountDownLatch(1);
        var asked = new ArrayList<Future<Optional<Long>>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS * replicas.size(); caller++) {
                var replica = replicas.get(caller % replicas.size());
                asked.add(callers.submit(() -> {
                    gate.await();
                    var started = System.nanoTime();
                    return replica.ask(question)
                            ? Optional.of((System.nanoTime() - started) / 1_000)
                            : Optional.empty();
                }));
            }
            gate.countDown();
            var took = new ArrayList<Long>();
            for (var answer : asked) {
                answer.get().ifPresent(took::add);
            }
            return took;
        }
    }

    private void print(Histogram micros, Map<Long, Integer> roundsByCalls, PrintStream out) {
        var table = new Table("rounds", "by their upstream calls", "answers", "P50 ms", "P95 ms", "P99 ms");
        table.row(
                whole(rounds),
                roundsByCalls.toString(),
                whole(micros.getTotalCount()) + " of " + whole(2 * CALLERS * rounds),
                tenths(micros.getValueAtPercentile(50) / 1e3),
                tenths(micros.getValueAtPercentile(95) / 1e3),
                tenths(micros.getValueAtPercentile(99) / 1e3));
        table.print(out);
    }
}
