package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All who wait, in four lanes. Whoever has waited for one step in a lane goes up to the next, so the lowest is among the
 * urgent after three and nobody waits for ever. Guarded by the dispatcher's lock.
 */
final class Line {

    private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);
    private final Duration step;

    Line(Duration step) {
        this.step = step;
        for (var priority : Priority.values()) {
            lanes.put(priority, new Lane());
        }
    }

    void add(Place place, Instant now) {
        place.enter(place.priority(), now);
        lane(place.lane()).add(place);
    }

    boolean remove(Place place) {
        return lane(place.lane()).remove(place);
    }

    /** Moves one that waits up to this lane; nothing where it is there or higher already, or does not wait. */
    void raise(Place place, Priority to, Instant now) {
        if (to.before(place.lane()) && remove(place)) {
            place.enter(to, now);
            lane(to).add(place);
        }
    }

    /** Takes out the next one that has time left; the others it comes upon are put into {@code expired}. */
    @Nullable
    Place poll(Instant now, List<Place> expired) {
        age(now);
        for (var lane : lanes.values()) {
            for (var place = lane.poll(); place != null; place = lane.poll()) {
                if (now.isBefore(place.end())) {
                    return place;
                }
                expired.add(place);
            }
        }
        return null;
    }

    /** Takes out all. */
    List<Place> clear() {
        var all = new ArrayList<Place>();
        for (var lane : lanes.values()) {
            for (var place = lane.poll(); place != null; place = lane.poll()) {
                all.add(place);
            }
        }
        return all;
    }

    int size() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    int size(Priority priority) {
        return lane(priority).size();
    }

    /** From the top down, so that nobody climbs two steps at once. */
    private void age(Instant now) {
        for (var priority : Priority.values()) {
            var lane = lane(priority);
            for (var oldest = lane.oldest();
                    priority != Priority.URGENT && oldest != null && due(oldest, now);
                    oldest = lane.oldest()) {
                raise(oldest, priority.raised(), now);
            }
        }
    }

    private boolean due(Place place, Instant now) {
        return !now.isBefore(place.laneSince().plus(step));
    }

    private Lane lane(Priority priority) {
        return lanes.get(priority);
    }
}
