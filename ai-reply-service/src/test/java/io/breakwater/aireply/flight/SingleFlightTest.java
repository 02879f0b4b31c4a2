package io.breakwater.aireply.flight;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class SingleFlightTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final SingleFlight<String> flights = new SingleFlight<>("test");
    private final CompletableFuture<Void> stays = new CompletableFuture<>();

    @Test
    void allWhoAskMeanwhileShareOnePieceOfWork() throws Exception {
        // Given
        var calls = new AtomicInteger();
        var mayEnd = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = java.util.stream.IntStream.range(0, 10)
                    .mapToObj(_ -> callers.submit(() -> flights.join("key", LONG, stays, () -> {
                        calls.incrementAndGet();
                        mayEnd.await();
                        return "done";
                    })))
                    .toList();
            await().until(() -> flights.shared() == 9);
            mayEnd.countDown();

            // Then
            for (var answer : answers) {
                assertThat(answer.get().value()).isEqualTo("done");
            }
        }
        assertThat(calls).hasValue(1);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void theWorkIsInterruptedWhenTheLastOfThoseWhoWaitLeaves() throws Exception {
        // Given
        var interrupted = new CountDownLatch(1);
        var gone = new CompletableFuture<Void>();
        var working = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> flights.join("key", LONG, gone, () -> {
                working.countDown();
                return hang(interrupted);
            }));
            working.await();
            var second = callers.submit(() -> flights.join("key", LONG, gone, () -> "never"));
            await().until(() -> flights.shared() == 1);

            // When
            gone.complete(null);

            // Then
            assertThatThrownBy(first::get).hasCauseInstanceOf(FlightAbandonedException.class);
            assertThatThrownBy(second::get).hasCauseInstanceOf(FlightAbandonedException.class);
            assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoWaitsLongEnoughLeavesAlone() throws Exception {
        // Given
        var interrupted = new CountDownLatch(1);

        // When
        assertThatThrownBy(() -> flights.join("key", Duration.ofMillis(50), stays, () -> hang(interrupted)))
                .isInstanceOf(TimeoutException.class);

        // Then
        assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
    }

    private static String hang(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException end) {
            interrupted.countDown();
            throw end;
        }
    }
}
