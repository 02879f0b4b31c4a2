package io.breakwater.usage.proof;

import io.breakwater.usage.proof.Increment.Counter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the client knows: what it asked for, what was acknowledged, and what was wrong. */
final class Book {

    private static final int MOST_TOLD = 20;

    private final Map<String, Increment> acknowledged = new ConcurrentHashMap<>();
    private final Map<Counter, Long> sums = new ConcurrentHashMap<>();
    private final Map<Counter, Long> asked = new ConcurrentHashMap<>();
    private final Map<Seen, Long> seen = new ConcurrentHashMap<>();
    private final AtomicLong contradictions = new AtomicLong();
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();

    /** Who acknowledged: a replica, or one life of it. */
    private record Seen(Counter counter, int replica, int life) {}

    private static final int ANY_LIFE = -1;

    void asking(Increment increment) {
        asked.merge(increment.counter(), increment.amount(), Long::sum);
    }

    /** @param life of the replica that acknowledged it; odd where it is not known */
    void acknowledged(Increment increment, int replica, int life) {
        acknowledged.put(increment.key(), increment);
        sums.merge(increment.counter(), increment.amount(), Long::sum);
        seen.merge(new Seen(increment.counter(), replica, ANY_LIFE), increment.amount(), Long::sum);
        seen.merge(new Seen(increment.counter(), replica, life), increment.amount(), Long::sum);
    }

    /** Another body under a key that was acknowledged, journaled because the database was too slow to know the key. */
    void contradictionJournaled() {
        contradictions.incrementAndGet();
    }

    long contradictionsJournaled() {
        return contradictions.get();
    }

    void wrong(String what) {
        wrong.add(what);
    }

    List<String> wrongs() {
        return wrong.stream().limit(MOST_TOLD).toList();
    }

    /** Everything that a replica ever acknowledged. */
    long acknowledgedBy(int replica, Counter counter) {
        return seen.getOrDefault(new Seen(counter, replica, ANY_LIFE), 0L);
    }

    /** What it acknowledged in this life. */
    long acknowledgedBy(int replica, int life, Counter counter) {
        return seen.getOrDefault(new Seen(counter, replica, life), 0L);
    }

    /** All that can have been counted: more is twice. */
    long asked(Counter counter) {
        return asked.getOrDefault(counter, 0L);
    }

    Map<Counter, Long> sums() {
        return Map.copyOf(sums);
    }

    Collection<Increment> increments() {
        return acknowledged.values();
    }
}
