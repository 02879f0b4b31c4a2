package io.breakwater.bench.health;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Many HTTP servers on 127.0.0.1 that are well, hang or are gone, all together. */
final class Fleet implements AutoCloseable {

    private static final long LONGEST_MS = 600_000;

    private final List<Member> members = new ArrayList<>();
    private volatile boolean answering = true;

    /** @param gaps between two checks of the same member, in ms */
    record Seen(long checks, Histogram gaps) {}

    Fleet(int size) throws IOException {
        for (var i = 0; i < size; i++) {
            members.add(new Member(() -> answering));
        }
    }

    int size() {
        return members.size();
    }

    static String name(int index) {
        return String.format(Locale.ROOT, "endpoint-%05d", index);
    }

    URI address(int index) {
        return URI.create("http://127.0.0.1:" + members.get(index).port() + "/health");
    }

    /** What it was asked in this time, as {@link System#nanoTime()} has it. */
    Seen seen(long from, long to) {
        // Five digits: a millisecond more or less in 30 s is to be seen.
        var gaps = new Histogram(LONGEST_MS, 5);
        members.stream()
                .flatMapToLong(member -> member.gaps(from, to))
                .forEach(gap -> gaps.recordValue(Math.min(gap / 1_000_000, LONGEST_MS)));
        return new Seen(
                members.stream().mapToLong(member -> member.asked(from, to)).sum(), gaps);
    }

    /** Takes connections and requests, and answers none. */
    void hang() {
        answering = false;
    }

    /** Refuses connections, and breaks those that there are. */
    void vanish() {
        for (var member : members) {
            member.close();
        }
    }

    /** As before {@link #hang()}. */
    void answer() {
        answering = true;
    }

    /** As before {@link #vanish()}. */
    void comeBack() throws IOException {
        for (var member : members) {
            member.open();
        }
    }

    @Override
    public void close() {
        vanish();
    }
}
