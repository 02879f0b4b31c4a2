package io.breakwater.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;

/** Many connections that send requests, each waiting for its answer before it sends the next. */
public final class Load {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(10);

    private final URI base;
    private final int connections;
    private final Requests requests;

    public Load(URI base, int connections, Requests requests) {
        this.base = base;
        this.connections = connections;
        this.requests = requests;
    }

    /** As fast as answers come. */
    public Measured asFastAsItGoes(Duration length) {
        return run(length, _ -> System::nanoTime);
    }

    /**
     * At this rate, whatever the answers do. A request's latency begins when it was due, so that those which had to wait
     * for a free connection count in full.
     */
    public Measured at(int perSecond, Duration length) {
        var tickets = new AtomicLong();
        return run(length, start -> () -> {
            var due = start + tickets.getAndIncrement() * 1_000_000_000L / perSecond;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            return due;
        });
    }

    /** Waits for a request's turn; says when it was due. */
    @FunctionalInterface
    private interface Turn {
        long await();
    }

    private Measured run(Duration length, LongFunction<Turn> turnsSince) {
        var answers = new ConcurrentHashMap<Integer, LongAdder>();
        var micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var start = System.nanoTime();
        var end = start + length.toNanos();
        var turn = turnsSince.apply(start);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < connections; i++) {
                callers.submit(() -> call(turn, end, answers, micros));
            }
        }
        Map<Integer, Long> counted = answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
        return new Measured(Duration.ofNanos(System.nanoTime() - start), counted, micros);
    }

    private void call(Turn turn, long end, Map<Integer, LongAdder> answers, ConcurrentHistogram micros) {
        while (System.nanoTime() < end) {
            try (var connection = new HttpConnection(base)) {
                for (var due = turn.await(); due < end; due = turn.await()) {
                    var status = connection.send(requests.next());
                    answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
                    micros.recordValue(Math.min((System.nanoTime() - due) / 1_000, LONGEST_MICROS));
                }
            } catch (IOException _) {
                answers.computeIfAbsent(0, _ -> new LongAdder()).increment();
                LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
            }
        }
    }
}
