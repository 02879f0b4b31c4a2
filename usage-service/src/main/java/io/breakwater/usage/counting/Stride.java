package io.breakwater.usage.counting;

import java.time.Duration;

/**
 * How many entries the journal's move takes at once: few where the database is slow, so that a step ends well within its
 * time limit, and many where it is quick, so that each commit and each flush of the disk is shared by more. Used by one
 * thread.
 */
final class Stride {

    static final int LEAST = 125;
    static final int FIRST = 500;
    static final int MOST = 4_000;

    /**
     * Between a third and two thirds of what a database call may take. Much of a step is the same however many it moves, so
     * that small steps on a busy machine save little time each and cost much in all.
     */
    private static final Duration AIM = Duration.ofMillis(200);

    private int size = FIRST;

    int size() {
        return size;
    }

    /** A whole step took so long. */
    void took(Duration time) {
        if (time.compareTo(AIM.dividedBy(2)) < 0) {
            size = Math.min(MOST, size * 2);
        } else if (time.compareTo(AIM.multipliedBy(3).dividedBy(4)) < 0) {
            size = Math.min(MOST, size * 5 / 4);
        } else if (time.compareTo(AIM) > 0) {
            size = Math.max(LEAST, size * 2 / 3);
        }
    }

    /** A step came to nothing, most likely because it took too long. */
    void failed() {
        size = Math.max(LEAST, size / 4);
    }
}
