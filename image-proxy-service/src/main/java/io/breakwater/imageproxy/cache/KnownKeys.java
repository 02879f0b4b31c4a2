package io.breakwater.imageproxy.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which URLs have a row in the table: every fetch would otherwise begin with asking it for one that is not there, a sixth
 * of what a miss cost (measured). Of a key it holds 64 bits, mixed with a number that nobody outside knows: nobody can
 * make two keys that share them, and where chance does, at worst an image is fetched again. Changed by the disk's one
 * thread, asked by any.
 */
final class KnownKeys {

    private final long secret;
    private volatile Set<Long> keys = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    /** @param secret any number, another one in each process */
    KnownKeys(long secret) {
        this.secret = secret;
    }

    /** Whether there may be a row. */
    boolean mayHold(String key) {
        return !complete || keys.contains(bits(key));
    }

    /** Whether this is what the table holds; until then there may be a row for everything. */
    boolean complete() {
        return complete;
    }

    /** How many rows there are. */
    long size() {
        return keys.size();
    }

    /** Begins with these, as {@link #bits} has them. */
    void replace(Collection<Long> all) {
        var fresh = ConcurrentHashMap.<Long>newKeySet();
        fresh.addAll(all);
        keys = fresh;
        complete = true;
    }

    /** To be called before their rows are written. Answers those that were known already. */
    Set<String> add(Collection<String> coming) {
        var before = new HashSet<String>();
        for (var key : coming) {
            if (!keys.add(bits(key))) {
                before.add(key);
            }
        }
        return before;
    }

    /** To be called after their rows are gone. */
    void remove(Collection<String> gone) {
        gone.forEach(key -> keys.remove(bits(key)));
    }

    /** It is not known whether a change was made: {@link #replace} is to be called next. */
    void doubt() {
        complete = false;
    }

    /** What is held of a key. */
    long bits(String key) {
        return KeyNumber.of(key, secret);
    }
}
