package io.breakwater.health.alert.delivery;

import io.breakwater.health.alert.AlertBook;
import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertTurn;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.background.Repeated;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends one receiver its messages, in their order, from a thread of its own: the next one only when the one before was
 * taken or given up. What was taken is written down before the next is sent; a crash between the two sends it again, with
 * the same id.
 */
final class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** One attempt with its repetition, and writing down what came of it. */
    private static final Duration NEEDED = Duration.ofMillis(2 * ReceiverCalls.TIME_LIMIT_MS - 1_500);

    private final Receiver receiver;
    private final ReceiverCalls calls;
    private final AlertBook book;
    private final AlertTurn turn;
    private final ReceiverSettings settings;
    private final InstantSource clock;
    private volatile @Nullable Trouble trouble;
    private @Nullable Delivery unwritten;
    private Instant notBefore = Instant.MIN;

    /**
     * That the receiver takes nothing.
     *
     * @param since when it first did not
     * @param reason of the last attempt, a short fixed word
     * @param next when it is tried again
     */
    record Trouble(Instant since, String reason, int attempts, Instant next) {}

    Sender(
            Receiver receiver,
            ReceiverCalls calls,
            AlertBook book,
            AlertTurn turn,
            ReceiverSettings settings,
            InstantSource clock) {
        this.receiver = receiver;
        this.calls = calls;
        this.book = book;
        this.turn = turn;
        this.settings = settings;
        this.clock = clock;
    }

    Repeated start() {
        return Repeated.start("alert-" + receiver.name(), this::step);
    }

    String name() {
        return receiver.name();
    }

    @Nullable
    Trouble trouble() {
        return trouble;
    }

    private Duration step() {
        var settled = unwritten;
        if (settled != null) {
            settle(settled);
        }
        var page = book.page();
        if (page.isEmpty() || !turn.mine(NEEDED)) {
            return IDLE;
        }
        var pending = page.get().pending(receiver.name());
        if (pending.isEmpty()) {
            trouble = null;
            return IDLE;
        }
        // A message that came meanwhile wakes this thread, and is no reason to try sooner.
        var wait = Duration.between(clock.instant(), notBefore);
        if (wait.isPositive()) {
            return wait.compareTo(IDLE) < 0 ? wait : IDLE;
        }
        return send(pending.getFirst(), page.get());
    }

    private Duration send(Delivery next, AlertPage page) {
        if (superseded(next, page)) {
            settle(next.dead("superseded", clock.instant()));
            return Duration.ZERO;
        }
        switch (attempt(next)) {
            case Attempt.Taken() -> {
                settle(next.delivered(clock.instant()));
                trouble = null;
                return Duration.ZERO;
            }
            case Attempt.Never(var reason) -> {
                LOG.warnf("event=alert-undeliverable receiver=%s reason=%s", receiver.name(), reason);
                settle(next.dead(reason, clock.instant()));
                return Duration.ZERO;
            }
            case Attempt.Later(var reason, var after) -> {
                return later(reason, after);
            }
        }
    }

    private Attempt attempt(Delivery next) {
        try {
            return calls.send(receiver, next);
        } catch (Exception unexpected) {
            // The fallback answers for every failure; the compiler cannot know.
            throw new IllegalStateException(unexpected);
        }
    }

    private Duration later(String reason, @Nullable Duration after) {
        var before = trouble;
        var now = clock.instant();
        var attempts = before == null ? 1 : before.attempts() + 1;
        var pause = settings.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
        if (after != null && after.compareTo(pause) > 0) {
            pause = after;
        }
        if (pause.compareTo(settings.longestPause()) > 0) {
            pause = settings.longestPause();
        }
        if (before == null) {
            LOG.warnf("event=alert-receiver-fails receiver=%s reason=%s", receiver.name(), reason);
        }
        notBefore = now.plus(pause);
        // That the breaker is open says nothing of why.
        var why = before != null && reason.equals(ProblemCode.CIRCUIT_OPEN.slug()) ? before.reason() : reason;
        trouble = new Trouble(before == null ? now : before.since(), why, attempts, notBefore);
        return pause.compareTo(IDLE) < 0 ? pause : IDLE;
    }

    /** A later word on the same alert was delivered: after a crash with the database away, this one is out of date. */
    private boolean superseded(Delivery next, AlertPage page) {
        return page.settled(receiver.name()).stream()
                .anyMatch(done -> done.state() == Delivery.State.DELIVERED
                        && done.seq() > next.seq()
                        && done.alert().key().equals(next.alert().key()));
    }

    /** @throws ProblemException where it could not be written; it is written before anything else is sent */
    private void settle(Delivery settled) {
        unwritten = settled;
        book.write(List.of(settled));
        unwritten = null;
    }
}
