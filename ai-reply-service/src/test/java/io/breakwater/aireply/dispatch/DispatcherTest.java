package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import io.breakwater.aireply.testing.Settings;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DispatcherTest {

    private static final Supplier<Instant> LATER = () -> Instant.now().plusSeconds(60);

    /** How many may still go: the test's own pace. */
    private final Semaphore pace = new Semaphore(0);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Dispatcher dispatcher;

    @AfterEach
    void stop() {
        callers.shutdownNow();
        dispatcher.stop(null);
    }

    @Test
    void inABurstTheUrgentGoFirstNoUserTakesAllAndTheLowestEnd() throws Exception {
        // Given
        // One worker, so that the order in which turns are taken is the order in which they were given.
        start(Map.of("capacity", "1000", "capacity-per-user", "1000", "workers", "1"));
        var order = Collections.synchronizedList(new ArrayList<String>());
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var all = new ArrayList<Future<?>>();
        for (var n = 0; n < 1_000; n++) {
            var priority = Priority.values()[n % 4];
            // One user has as many as the nine others together.
            var user = n % 8 < 4 ? "greedy" : "user" + (n / 8 % 9);
            var place = dispatcher.admit(user, priority, LATER);
            all.add(callers.submit(() -> {
                try (place) {
                    assertThat(place.await()).isEqualTo(Turn.GRANTED);
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    order.add(priority + " " + user);
                    atOnce.decrementAndGet();
                }
                return null;
            }));
        }
        await().until(() -> dispatcher.snapshot().queueSize() == 1_000);

        // When
        pace.release(1_000);

        // Then
        for (var one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
        assertThat(order).hasSize(1_000);
        assertThat(most.get()).isEqualTo(1);
        assertThat(order.subList(0, 250)).allMatch(entry -> entry.startsWith("URGENT"));
        assertThat(order.subList(250, 500)).allMatch(entry -> entry.startsWith("HIGH"));
        assertThat(order.subList(750, 1_000)).allMatch(entry -> entry.startsWith("LOW"));
        // Ten users take turns as long as all of them wait: the greedy one has a tenth, not half.
        assertThat(order.subList(0, 100))
                .filteredOn(entry -> entry.endsWith("greedy"))
                .hasSizeBetween(9, 12);
        assertThat(dispatcher.snapshot().queueSize()).isZero();
        assertThat(dispatcher.snapshot().processing()).isZero();
    }

    @Test
    void soManyWorkAtOnceAndTheNextWaits() throws Exception {
        // Given
        start(Map.of());
        pace.release(10);
        var first = dispatcher.admit("ann", Priority.NORMAL, LATER);
        var second = dispatcher.admit("ann", Priority.NORMAL, LATER);
        assertThat(first.await()).isEqualTo(Turn.GRANTED);
        assertThat(second.await()).isEqualTo(Turn.GRANTED);
        var third = callers.submit(() -> take("ann", Priority.NORMAL));
        await().until(() -> dispatcher.snapshot().normal() == 1);
        assertThat(dispatcher.snapshot().processing()).isEqualTo(2);

        // When
        second.close();

        // Then
        assertThat(third.get(5, TimeUnit.SECONDS)).isEqualTo(Turn.GRANTED);
        first.close();
    }

    @Test
    void underAnUnendingStreamOfUrgentOnesTheLowestStillHasItsTurn() throws Exception {
        // Given
        start(Map.of("ageing-step", "50ms"));
        var low = callers.submit(() -> take("patient", Priority.LOW));
        await().until(() -> dispatcher.snapshot().low() == 1);
        var stream = callers.submit(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                take("urgent", Priority.URGENT);
            }
            return null;
        });

        // When
        pace.release(Integer.MAX_VALUE);

        // Then
        assertThat(low.get(5, TimeUnit.SECONDS)).isEqualTo(Turn.GRANTED);
        stream.cancel(true);
    }

    @Test
    void aFullQueueTurnsAwayAndSoDoesAUsersPartOfIt() {
        // Given
        start(Map.of("capacity", "5", "capacity-per-user", "3"));
        for (var n = 0; n < 3; n++) {
            dispatcher.admit("greedy", Priority.NORMAL, LATER);
        }
        assertThatThrownBy(() -> dispatcher.admit("greedy", Priority.URGENT, LATER))
                .isInstanceOfSatisfying(ProblemException.class, full -> {
                    assertThat(full.code()).isEqualTo(ProblemCode.QUEUE_FULL);
                    assertThat(full.retryAfter()).isPresent();
                });
        var place = dispatcher.admit("other", Priority.NORMAL, LATER);
        dispatcher.admit("third", Priority.NORMAL, LATER);

        // When
        assertThatThrownBy(() -> dispatcher.admit("fourth", Priority.URGENT, LATER))
                .hasMessageContaining("Too many");

        // Then
        place.close();
        place.close();
        dispatcher.admit("fourth", Priority.URGENT, LATER);
        assertThatThrownBy(() -> dispatcher.admit("fifth", Priority.URGENT, LATER))
                .hasMessageContaining("Too many");
    }

    @Test
    void aTurnThatIsGivenBackIsAnothersMeanwhile() throws Exception {
        // Given
        start(Map.of("workers", "1"));
        pace.release(10);
        var backingOff = dispatcher.admit("ann", Priority.NORMAL, LATER);
        assertThat(backingOff.await()).isEqualTo(Turn.GRANTED);
        var other = callers.submit(() -> take("bob", Priority.LOW));
        await().until(() -> dispatcher.snapshot().low() == 1);

        // When
        backingOff.giveBack();

        // Then
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(Turn.GRANTED);
        assertThat(backingOff.await()).isEqualTo(Turn.GRANTED);
        backingOff.close();
    }

    @Test
    void whoHasNoTimeLeftIsNotWorkedFor() throws Exception {
        // Given
        start(Map.of());
        var end = Instant.now().plusMillis(100);
        var place = dispatcher.admit("ann", Priority.NORMAL, () -> end);

        // When
        var turn = callers.submit(place::await).get(5, TimeUnit.SECONDS);

        // Then
        assertThat(turn).isEqualTo(Turn.EXPIRED);
        assertThat(dispatcher.snapshot().queueSize()).isZero();
    }

    @Test
    void whoIsJoinedBySomeoneMorePatientAndMoreUrgentWaitsOnAtTheFront() throws Exception {
        // Given
        start(Map.of("workers", "1"));
        var end = new Instant[] {Instant.now().plusMillis(800)};
        var joined = dispatcher.admit("ann", Priority.LOW, () -> end[0]);
        var turn = callers.submit(joined::await);
        await().until(() -> dispatcher.snapshot().low() == 1);
        var other = callers.submit(() -> take("bob", Priority.HIGH));
        await().until(() -> dispatcher.snapshot().high() == 1);

        // When
        end[0] = Instant.now().plusSeconds(60);
        joined.raise(Priority.URGENT);

        // Then
        assertThat(dispatcher.snapshot().urgent()).isEqualTo(1);
        await().during(Duration.ofMillis(1_000))
                .until(() -> dispatcher.snapshot().urgent() == 1);
        pace.release();
        assertThat(turn.get(5, TimeUnit.SECONDS)).isEqualTo(Turn.GRANTED);
        assertThat(other.isDone()).isFalse();
    }

    @Test
    void whoIsInterruptedLeavesTheLineAndTakesNobodysTurn() throws Exception {
        // Given
        start(Map.of("workers", "1"));
        var left = new CountDownLatch(1);
        var leaver = callers.submit(() -> {
            try {
                take("ann", Priority.URGENT);
            } finally {
                left.countDown();
            }
            return null;
        });
        await().until(() -> dispatcher.snapshot().urgent() == 1);
        var stayer = callers.submit(() -> take("bob", Priority.LOW));
        await().until(() -> dispatcher.snapshot().low() == 1);

        // When
        leaver.cancel(true);

        // Then
        assertThat(left.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(dispatcher.snapshot().urgent()).isZero();
        // One pace, one call: the one that was given for the leaver is not lost.
        pace.release();
        assertThat(stayer.get(5, TimeUnit.SECONDS)).isEqualTo(Turn.GRANTED);
    }

    @Test
    void allAreTurnedAwayWhenWhatTheyWaitForGoesAway() throws Exception {
        // Given
        start(Map.of());
        List<Future<Turn>> all = IntStream.range(0, 20)
                .mapToObj(n -> callers.submit(() -> take("user" + n, Priority.NORMAL)))
                .toList();
        await().until(() -> dispatcher.snapshot().normal() == 20);

        // When
        dispatcher.turnAllAway();

        // Then
        for (var one : all) {
            assertThat(one.get(2, TimeUnit.SECONDS)).isEqualTo(Turn.TURNED_AWAY);
        }
    }

    private Turn take(String user, Priority priority) throws InterruptedException {
        try (var place = dispatcher.admit(user, priority, LATER)) {
            return place.await();
        }
    }

    private void start(Map<String, String> settings) {
        dispatcher = new Dispatcher(
                Settings.of(DispatchSettings.class, settings),
                pace::acquire,
                InstantSource.system(),
                new DispatchMeters(new SimpleMeterRegistry()));
        dispatcher.start();
    }
}
