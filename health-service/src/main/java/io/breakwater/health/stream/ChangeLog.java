package io.breakwater.health.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The latest changes, numbered from 1. Bounded. Safe for use by many threads; its lock is never held around I/O. */
final class ChangeLog {

    private final String run;
    private final int capacity;
    private final Deque<NumberedChange> kept = new ArrayDeque<>();
    private long last;

    /** @param run tells the changes of this process from those of another */
    ChangeLog(String run, int capacity) {
        this.run = run;
        this.capacity = capacity;
    }

    /** The next change, made with its number. */
    synchronized void add(LongFunction<NumberedChange> next) {
        last++;
        kept.addLast(next.apply(last));
        if (kept.size() > capacity) {
            kept.removeFirst();
        }
    }

    /** Those with a higher number, as far as they are kept, the earliest first. */
    synchronized List<NumberedChange> after(long number) {
        return number >= last
                ? List.of()
                : kept.stream().filter(change -> change.number() > number).toList();
    }

    synchronized long last() {
        return last;
    }

    String id(long number) {
        return run + "-" + number;
    }

    /** After which number to go on for somebody who last saw this id; what another run numbered says nothing here. */
    long resume(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.length() > 64) {
            return last();
        }
        var dash = lastEventId.lastIndexOf('-');
        if (dash < 0 || !lastEventId.substring(0, dash).equals(run)) {
            // It may have missed anything, and what is kept is all that can be told.
            return dash < 0 ? last() : 0;
        }
        try {
            return Math.clamp(Long.parseLong(lastEventId.substring(dash + 1)), 0, last());
        } catch (NumberFormatException notOurs) {
            return last();
        }
    }
}
