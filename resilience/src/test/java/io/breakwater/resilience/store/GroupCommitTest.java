package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class GroupCommitTest {

    @Test
    void eachCallerGetsItsOwnResultAndBatchesAreBounded() throws Exception {
        // Given
        var sizes = new ConcurrentLinkedQueue<Integer>();
        try (var group = new GroupCommit<Integer, Integer>("test", 1_000, 16, 2, batch -> {
                    sizes.add(batch.size());
                    return batch.stream().map(item -> item * 2).toList();
                });
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = callers.invokeAll(IntStream.range(0, 500)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(i -> () -> group.submit(i))
                    .toList());

            // Then
            for (var i = 0; i < 500; i++) {
                assertThat(answers.get(i).get()).isEqualTo(i * 2);
            }
            assertThat(sizes).allMatch(size -> size >= 1 && size <= 16);
            assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
        }
    }

    @Test
    void whatWaitsWhileABatchRunsIsTakenTogether() throws Exception {
        // Given
        try (var work = new HeldWork(100)) {
            work.startOneAndHold();
            var waiting = IntStream.range(0, 10).mapToObj(work::submit).toList();
            await().until(() -> work.group.load().queueSize() == 10);
            assertThat(work.group.load()).isEqualTo(new GroupCommit.Load(10, 1, 100));

            // When
            work.letGo();

            // Then
            for (var answer : waiting) {
                answer.get();
            }
            assertThat(work.batches).extracting(List::size).containsExactly(1, 10);
            await().until(() -> work.group.load().equals(new GroupCommit.Load(0, 0, 100)));
        }
    }

    @Test
    void aBatchThatHangsDoesNotHoldUpTheOthers() throws Exception {
        // Given
        var hold = new CountDownLatch(1);
        try (var group = new GroupCommit<Integer, Integer>("test", 100, 16, 2, batch -> {
                    if (batch.contains(0)) {
                        awaitQuietly(hold);
                    }
                    return batch;
                });
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = callers.submit(() -> group.submit(0));
            await().until(() -> group.load().processing() == 1);

            // When
            var answer = group.submit(1, Duration.ofSeconds(5));

            // Then
            assertThat(answer).isEqualTo(1);
            assertThat(hanging).isNotDone();
            hold.countDown();
            assertThat(hanging.get()).isZero();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFullQueueRefusesAtOnceWithRetryAfter() throws Exception {
        try (var work = new HeldWork(2)) {
            // Given
            work.startOneAndHold();
            work.submit(1);
            work.submit(2);
            await().until(() -> work.group.load().queueSize() == 2);

            // When
            assertThatThrownBy(() -> work.group.submit(3))

                    // Then
                    .asInstanceOf(type(ProblemException.class))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.BULKHEAD_FULL);
                        assertThat(problem.retryAfter()).isPresent();
                    });
        }
    }

    @Test
    void aFailingBatchFailsItsCallersWithTheCauseAndTheNextOneWorks() {
        try (var group = new GroupCommit<Integer, Integer>("test", 10, 10, 1, batch -> {
            if (batch.contains(1)) {
                throw new IllegalArgumentException("one");
            }
            return batch;
        })) {
            // When
            assertThatThrownBy(() -> group.submit(1))

                    // Then
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("one");
            assertThat(group.submit(2)).isEqualTo(2);
        }
    }

    @Test
    void aCallerWhoseTimeIsOverLeavesAndItsItemIsNeverWorkedOn() throws Exception {
        try (var work = new HeldWork(10)) {
            // Given
            work.startOneAndHold();

            // When
            assertThatThrownBy(() -> work.group.submit(7, Duration.ofMillis(50)))

                    // Then
                    .asInstanceOf(type(ProblemException.class))
                    .returns(ProblemCode.TIMEOUT, ProblemException::code);
            assertThat(work.group.load().queueSize()).isZero();
            work.letGo();
            work.group.close();
            assertThat(work.batches).containsExactly(List.of(-1));
        }
    }

    @Test
    void anInterruptedCallerLeavesWithItsInterruptKept() throws Exception {
        try (var work = new HeldWork(10)) {
            // Given
            work.startOneAndHold();
            var left = new CompletableFuture<Boolean>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    work.group.submit(7);
                } catch (ProblemException e) {
                    left.complete(e.code() == ProblemCode.TIMEOUT
                            && Thread.currentThread().isInterrupted());
                }
            });
            await().until(() -> work.group.load().queueSize() == 1);

            // When
            caller.interrupt();

            // Then
            assertThat(left.get()).isTrue();
            assertThat(work.group.load().queueSize()).isZero();
        }
    }

    @Test
    void closingFinishesWhatWasAcceptedAndAcceptsNoMore() throws Exception {
        try (var work = new HeldWork(100)) {
            // Given
            work.startOneAndHold();
            var accepted = IntStream.range(0, 20).mapToObj(work::submit).toList();
            await().until(() -> work.group.load().queueSize() == 20);
            var closer = Thread.ofVirtual().start(work.group::close);
            await().until(() -> refused(work));

            // When
            work.letGo();
            closer.join();

            // Then
            for (var answer : accepted) {
                assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void workThatSubmitsToItsOwnGroupFailsInsteadOfWaitingForItself() {
        var self = new CompletableFuture<GroupCommit<Integer, Integer>>();
        try (var group = new GroupCommit<Integer, Integer>(
                "test", 10, 10, 1, batch -> List.of(self.join().submit(2)))) {
            self.complete(group);

            // When
            assertThatThrownBy(() -> group.submit(1))

                    // Then
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatIsLeftGoesInFrontOfWhatIsHandedInNext() throws Exception {
        // Given
        var batches = new ConcurrentLinkedQueue<List<Integer>>();
        try (var group = new GroupCommit<Integer, Integer>("test", 10, 10, 1, batch -> {
            batches.add(batch);
            return batch;
        })) {
            var left = group.leave(1);

            // When
            group.submit(2);

            // Then
            assertThat(left).isCompletedWithValue(1);
            assertThat(batches.stream().flatMap(List::stream)).containsExactly(1, 2);
        }
    }

    @Test
    void whatIsLeftAndFollowedByNothingIsWorkedOnAllTheSame() {
        // Given
        try (var group = new GroupCommit<Integer, Integer>("test", 10, 10, 1, batch -> batch)) {
            // When
            var left = group.leave(1);

            // Then
            await().until(left::isDone);
            assertThat(left).isCompletedWithValue(1);
        }
    }

    @Test
    void whatIsLeftWhenItClosesIsWorkedOn() {
        // Given
        var group = new GroupCommit<Integer, Integer>("test", 10, 10, 1, batch -> batch);
        var left = group.leave(1);

        // When
        group.close();

        // Then
        assertThat(left).isCompletedWithValue(1);
    }

    private static boolean refused(HeldWork work) {
        try {
            work.group.submit(99, Duration.ofMillis(1));
            return false;
        } catch (ProblemException e) {
            return e.code() == ProblemCode.BULKHEAD_FULL;
        }
    }

    /** Work whose first batch, {@code [-1]}, lasts until the test lets it go. */
    private static final class HeldWork implements AutoCloseable {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final ConcurrentLinkedQueue<List<Integer>> batches = new ConcurrentLinkedQueue<>();
        private final GroupCommit<Integer, Integer> group;
        private final java.util.concurrent.ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

        HeldWork(int capacity) {
            group = new GroupCommit<>("test", capacity, 100, 1, this::run);
        }

        void startOneAndHold() throws InterruptedException {
            submit(-1);
            started.await();
        }

        Future<Integer> submit(int item) {
            return callers.submit(() -> group.submit(item));
        }

        void letGo() {
            go.countDown();
        }

        @Override
        public void close() {
            letGo();
            group.close();
            callers.close();
        }

        private List<Integer> run(List<Integer> batch) {
            batches.add(batch);
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return batch;
        }
    }
}
