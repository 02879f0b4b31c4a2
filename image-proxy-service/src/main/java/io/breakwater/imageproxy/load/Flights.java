package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.outcome.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One piece of work per key at a time, on a thread of its own: whoever comes while it is under way waits for the same one,
 * and it goes on when the first caller leaves: so the requests that the service takes on are no bound for them.
 */
final class Flights {

    private final Semaphore permits;
    private final Map<String, Flight> underWay = new ConcurrentHashMap<>();

    /** Gets an image; tells the flight of a stream where there is one. */
    @FunctionalInterface
    interface Work {
        Load fly(Flight flight) throws Exception;
    }

    /** @param collapsed whether it was under way before */
    record Joined(Flight flight, boolean collapsed) {}

    /** @param atMost how many may be under way at once */
    Flights(int atMost) {
        this.permits = new Semaphore(atMost);
    }

    /** Where too many are under way, it ends at once with {@link Reason#BULKHEAD_FULL}. */
    Joined join(String key, Work work) {
        var mine = new Flight();
        var theirs = underWay.putIfAbsent(key, mine);
        if (theirs != null) {
            return new Joined(theirs, true);
        }
        if (!permits.tryAcquire()) {
            underWay.remove(key, mine);
            mine.end().completeExceptionally(Reason.BULKHEAD_FULL.failure());
            return new Joined(mine, false);
        }
        Thread.ofVirtual().name("image-flight").start(() -> fly(key, mine, work));
        return new Joined(mine, false);
    }

    private void fly(String key, Flight flight, Work work) {
        try {
            var result = work.fly(flight);
            land(key, flight);
            flight.end().complete(result);
        } catch (Throwable failure) {
            // Errors too: whatever happens, nobody may wait for a flight that never lands.
            land(key, flight);
            flight.end().completeExceptionally(failure);
        }
    }

    private void land(String key, Flight flight) {
        underWay.remove(key, flight);
        permits.release();
    }
}
