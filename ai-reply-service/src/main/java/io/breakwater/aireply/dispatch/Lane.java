package io.breakwater.aireply.dispatch;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait with one priority. Users take turns, whoever has been served going to the end; a user's own go in their
 * order. Guarded by the dispatcher's lock.
 */
final class Lane {

    private final LinkedHashMap<String, ArrayDeque<Place>> users = new LinkedHashMap<>();
    private final SequencedSet<Place> arrivals = new LinkedHashSet<>();

    void add(Place place) {
        arrivals.add(place);
        users.computeIfAbsent(place.user(), _ -> new ArrayDeque<>()).add(place);
    }

    /** False where it is not here. */
    boolean remove(Place place) {
        if (!arrivals.remove(place)) {
            return false;
        }
        var own = users.get(place.user());
        // A user waits with few at a time, by the settings.
        own.remove(place);
        if (own.isEmpty()) {
            users.remove(place.user());
        }
        return true;
    }

    /** Takes the next one out; null where nobody waits. */
    @Nullable
    Place poll() {
        var next = users.pollFirstEntry();
        if (next == null) {
            return null;
        }
        var place = next.getValue().remove();
        arrivals.remove(place);
        if (!next.getValue().isEmpty()) {
            users.putLast(next.getKey(), next.getValue());
        }
        return place;
    }

    /** Who has been in this lane the longest; null where nobody waits. */
    @Nullable
    Place oldest() {
        return arrivals.isEmpty() ? null : arrivals.getFirst();
    }

    int size() {
        return arrivals.size();
    }
}
