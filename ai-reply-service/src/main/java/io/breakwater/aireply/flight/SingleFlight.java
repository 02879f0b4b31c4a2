package io.breakwater.aireply.flight;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

/**
 * Lets equal requests that come at the same time share one piece of work. The work runs on a virtual thread of its own,
 * is nobody's in particular, and is interrupted when the last who waits for it leaves. Holds no more flights than there
 * are requests. Safe for use by many threads.
 */
public final class SingleFlight<V> {

    private final String name;
    private final InstantSource clock;
    private final ConcurrentMap<String, Flight<V>> flights = new ConcurrentHashMap<>();
    private final LongAdder shared = new LongAdder();

    /** @param name of the threads that work */
    public SingleFlight(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    /**
     * Joins the flight for this key, or starts one.
     *
     * @param aboardAnothers called before the wait where another caller's flight was joined
     * @throws TimeoutException at the end of the passenger's time
     * @throws FlightAbandonedException when the passenger went away
     * @throws Exception what the work threw
     */
    public Landed<V> join(String key, Passenger passenger, Runnable aboardAnothers, Work<V> work) throws Exception {
        var started = new boolean[1];
        var flight = flights.compute(key, (_, underWay) -> {
            if (underWay != null && underWay.board(passenger)) {
                return underWay;
            }
            started[0] = true;
            var mine = new Flight<V>(passenger);
            mine.start(name, () -> mine.fly(work, () -> flights.remove(key, mine)));
            return mine;
        });
        if (!started[0]) {
            shared.increment();
            aboardAnothers.run();
        }
        return new Landed<>(await(flight, passenger), !started[0]);
    }

    /** How many callers got the work of another since the start. */
    public long shared() {
        return shared.sum();
    }

    /** How many pieces of work are under way. */
    public int underWay() {
        return flights.size();
    }

    private V await(Flight<V> flight, Passenger passenger) throws Exception {
        var mine = flight.result().copy();
        passenger.gone().thenRun(() -> mine.completeExceptionally(new FlightAbandonedException()));
        try {
            var left = Duration.between(clock.instant(), passenger.end());
            return mine.get(Math.max(0, left.toNanos()), NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            flight.leave();
        }
    }
}
