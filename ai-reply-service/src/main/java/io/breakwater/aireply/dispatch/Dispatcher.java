package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.queue.ManagedQueue;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives out turns at the model: so many at a time, at the pace that is allowed, to whoever is next. One virtual thread
 * gives them out; the lock guards the line and the counts and is never held while anything is waited for.
 */
@Singleton
public final class Dispatcher implements ManagedQueue {

    /** A full queue of the contract's size is half empty after a minute; nobody should be back before there is a chance. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DispatchSettings settings;
    private final Pace pace;
    private final InstantSource clock;
    private final DispatchMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Line line;
    private final Map<String, Integer> admittedByUser = new HashMap<>();
    private int admitted;
    private int working;
    private @Nullable Thread thread;

    Dispatcher(DispatchSettings settings, Pace pace, InstantSource clock, DispatchMeters meters) {
        this.settings = settings;
        this.pace = pace;
        this.clock = clock;
        this.meters = meters;
        this.line = new Line(settings.ageingStep());
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        thread = Thread.ofVirtual().name("dispatcher").start(this::run);
        meters.watch(this);
    }

    void stop(@Observes ShutdownEvent event) {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
        turnAllAway();
    }

    /**
     * Lets a request in; close what this returns.
     *
     * @param user whose request it is: users take turns
     * @param end past it nobody waits any longer; asked again whenever it matters, because others may join
     * @throws ProblemException {@code queue-full}
     */
    public Place admit(String user, Priority priority, Supplier<Instant> end) {
        lock.lock();
        try {
            var own = admittedByUser.getOrDefault(user, 0);
            if (admitted - working >= settings.capacity() || own >= settings.capacityPerUser()) {
                meters.full();
                throw ProblemException.of(ProblemCode.QUEUE_FULL, "Too many requests wait for the model")
                        .retryAfter(RETRY_AFTER);
            }
            admitted++;
            admittedByUser.put(user, own + 1);
            return new Place(this, user, priority, end);
        } finally {
            lock.unlock();
        }
    }

    /** Everybody who waits is told that there is no use in it. */
    public void turnAllAway() {
        lock.lock();
        try {
            line.clear().forEach(place -> place.decide(Turn.TURNED_AWAY));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public QueueSnapshot snapshot() {
        lock.lock();
        try {
            return new QueueSnapshot(
                    "model",
                    true,
                    line.size(),
                    working,
                    settings.capacity(),
                    line.size(Priority.URGENT),
                    line.size(Priority.HIGH),
                    line.size(Priority.NORMAL),
                    line.size(Priority.LOW));
        } finally {
            lock.unlock();
        }
    }

    Turn await(Place place) throws InterruptedException {
        var since = clock.instant();
        var turn = enter(place, since);
        var outcome = await(place, turn);
        meters.waited(place.priority(), outcome, Duration.between(since, clock.instant()));
        return outcome;
    }

    private Turn await(Place place, CompletableFuture<Turn> turn) throws InterruptedException {
        try {
            while (true) {
                var left = Duration.between(clock.instant(), place.end());
                try {
                    return turn.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException tooLong) {
                    // Somebody with more time may have joined meanwhile.
                    if (!clock.instant().isBefore(place.end()) && leave(place, turn)) {
                        return Turn.EXPIRED;
                    }
                }
            }
        } catch (InterruptedException nobodyWaits) {
            if (!leave(place, turn)) {
                giveBack(place);
            }
            throw nobodyWaits;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a turn never fails", impossible);
        }
    }

    void giveBack(Place place) {
        lock.lock();
        try {
            if (place.working()) {
                place.working(false);
                working--;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void raise(Place place, Priority other) {
        lock.lock();
        try {
            if (other.before(place.priority())) {
                place.ask(other);
                line.raise(place, other, clock.instant());
            }
        } finally {
            lock.unlock();
        }
    }

    void close(Place place) {
        lock.lock();
        try {
            giveBack(place);
            if (place.closeOnce()) {
                admitted--;
                admittedByUser.computeIfPresent(place.user(), (_, own) -> own == 1 ? null : own - 1);
            }
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Turn> enter(Place place, Instant now) {
        lock.lock();
        try {
            var turn = place.newTurn();
            line.add(place, now);
            changed.signal();
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** False where the decision fell before. */
    private boolean leave(Place place, CompletableFuture<Turn> turn) {
        lock.lock();
        try {
            return !turn.isDone() && line.remove(place);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            var mayBegin = false;
            while (true) {
                awaitWork();
                if (!mayBegin) {
                    // Before it is decided who is next: somebody more urgent may come meanwhile.
                    pace.await();
                }
                // Whoever it was for may have left; what the pace gave is then for the next.
                mayBegin = !grantNext();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWork() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (working >= settings.workers() || line.size() == 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean grantNext() {
        lock.lock();
        try {
            var expired = new ArrayList<Place>();
            var next = line.poll(clock.instant(), expired);
            expired.forEach(place -> place.decide(Turn.EXPIRED));
            if (next == null) {
                return false;
            }
            next.working(true);
            working++;
            next.decide(Turn.GRANTED);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
