package io.breakwater.deploy.kubelet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that count without a pause, each request at the next pod that is routed to. */
final class Load implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Pod> pods;
    private final String user;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> callers = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private Load(List<Pod> pods, String user) {
        this.pods = pods;
        this.user = user;
    }

    static Load start(int callers, String user, List<Pod> pods) {
        var load = new Load(pods, user);
        for (var i = 0; i < callers; i++) {
            load.callers.add(Thread.ofVirtual().start(load::call));
        }
        return load;
    }

    int accepted() {
        return accepted.get();
    }

    /** What was not answered 200 or 202. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns when every request that was begun has its answer. */
    void stop() {
        stopping.countDown();
        for (var caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // A request that was begun is always finished: only the pause is cut short.
    private void call() {
        try {
            do {
                increment();
            } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void increment() {
        var routed = pods.stream().filter(Pod::routed).toList();
        if (routed.isEmpty()) {
            failures.add("no pod is ready");
            return;
        }
        var pod = routed.get(Math.floorMod(turn.getAndIncrement(), routed.size()));
        try {
            var answer = Http.post(
                    pod.base().resolve("/api/usage/linkedin/" + user + "/increment"), "{\"metric\":\"posts\"}", LIMIT);
            if (answer.status() == 200 || answer.status() == 202) {
                accepted.incrementAndGet();
            } else {
                failures.add(answer.status() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }
}
