package io.breakwater.usage.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** One round: clients count while the round's faults come and go, each at its own random moment. */
final class Storm {

    private static final int CLIENTS = 12;
    private static final int LATEST_BEGIN_MS = 800;
    private static final int SHORTEST_MS = 100;
    private static final int LONGEST_MS = 1_500;
    private static final int CALM_AFTER_MS = 300;
    private static final int LIMIT_S = 120;

    private final Cluster cluster;
    private final Workload workload;
    private final Book book;

    Storm(Cluster cluster, Workload workload, Book book) {
        this.cluster = cluster;
        this.workload = workload;
        this.book = book;
    }

    /** Returns when every client has its last acknowledgement and all is healed. */
    void run(Round round) throws Exception {
        var random = new Random(round.seed());
        var going = new AtomicBoolean(true);
        var spoken = cluster.replicas().subList(0, round.replicas());
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newScheduledThreadPool(4)) {
            for (var i = 0; i < CLIENTS; i++) {
                clients.submit(new Client(spoken, workload, book, random.nextLong(), going::get));
            }
            try {
                // Not into a client that has not begun: a machine that is slow to start it would see an idle service
                // hit.
                var begun = book.increments().size() + CLIENTS;
                Awaitility.await()
                        .atMost(LIMIT_S, TimeUnit.SECONDS)
                        .until(() -> book.increments().size() >= begun);
                await(faults(round, random, clock));
            } finally {
                cluster.heal();
                await(List.of(clock.schedule(() -> going.set(false), CALM_AFTER_MS, TimeUnit.MILLISECONDS)));
                going.set(false);
            }
        }
    }

    private List<Future<?>> faults(Round round, Random random, ScheduledExecutorService clock) {
        var faults = new ArrayList<Future<?>>();
        for (var number : round.killed()) {
            var replica = cluster.replicas().get(number);
            var at = random.nextInt(LATEST_BEGIN_MS);
            faults.add(clock.schedule(
                    () -> {
                        replica.kill();
                        replica.revive();
                    },
                    at,
                    TimeUnit.MILLISECONDS));
        }
        faults.addAll(fault(round.database(), cluster.database(), random, clock));
        faults.addAll(fault(round.redis(), cluster.redis(), random, clock));
        return faults;
    }

    private static List<Future<?>> fault(ServerFault fault, Road road, Random random, ScheduledExecutorService clock) {
        var begin = random.nextInt(LATEST_BEGIN_MS);
        // Sometimes so long that a killed service starts into it.
        var end = begin + random.nextInt(SHORTEST_MS, random.nextInt(3) == 0 ? 3 * LONGEST_MS : LONGEST_MS);
        return List.of(
                clock.schedule(() -> fault.strike(road), begin, TimeUnit.MILLISECONDS),
                clock.schedule(road::heal, end, TimeUnit.MILLISECONDS));
    }

    private static void await(List<Future<?>> faults) throws InterruptedException, TimeoutException {
        for (var fault : faults) {
            try {
                fault.get(LIMIT_S, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("The harness itself failed", e.getCause());
            }
        }
    }
}
