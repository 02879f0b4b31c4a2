package io.breakwater.aireply.flight;

import io.breakwater.aireply.call.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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

    private final SingleFlight<String> flights = new SingleFlight<>("test", InstantSource.system());
    private final CompletableFuture<Void> stays = new CompletableFuture<>();

    @Test
    void allWhoAskMeanwhileShareOnePieceOfWork() throws Exception {
        // Given
        var calls = new AtomicInteger();
        var mayEnd = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = java.util.stream.IntStream.range(0, 10)
                    .mapToObj(_ -> callers.submit(() -> flights.join("key", patient(stays), () -> {}, _ -> {
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
            var first = callers.submit(() -> flights.join("key", patient(gone), () -> {}, _ -> {
                working.countDown();
                return hang(interrupted);
            }));
            working.await();
            var second = callers.submit(() -> flights.join("key", patient(gone), () -> {}, _ -> "never"));
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
        assertThatThrownBy(() ->
                        flights.join("key", passenger(Duration.ofMillis(50), stays), () -> {}, _ -> hang(interrupted)))
                .isInstanceOf(TimeoutException.class);

        // Then
        assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theWorkLearnsOfTheMostUrgentAndTheMostPatient() throws Exception {
        // Given
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var raised = new CompletableFuture<Priority>();
        var now = Instant.now();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> flights.join(
                    "key",
                    new Passenger(Priority.LOW, now.plusSeconds(10), stays, Optional.empty()),
                    () -> {},
                    aboard -> {
                        aboard.whenMoreUrgent(raised::complete);
                        begun.countDown();
                        mayEnd.await();
                        return aboard.priority() + " " + aboard.end();
                    }));
            begun.await();

            // When
            var second = callers.submit(() -> flights.join(
                    "key",
                    new Passenger(Priority.URGENT, now.plusSeconds(20), stays, Optional.empty()),
                    () -> {},
                    _ -> "never"));

            // Then
            assertThat(raised.get(2, TimeUnit.SECONDS)).isEqualTo(Priority.URGENT);
            mayEnd.countDown();
            assertThat(first.get().value()).isEqualTo("URGENT " + now.plusSeconds(20));
            assertThat(second.get().value()).isEqualTo(first.get().value());
        }
    }

    private static Passenger patient(CompletableFuture<Void> gone) {
        return passenger(LONG, gone);
    }

    private static Passenger passenger(Duration patience, CompletableFuture<Void> gone) {
        return new Passenger(Priority.NORMAL, Instant.now().plus(patience), gone, Optional.empty());
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
