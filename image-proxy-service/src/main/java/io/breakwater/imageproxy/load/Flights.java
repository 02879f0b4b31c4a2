package io.breakwater.imageproxy.load;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One piece of work per key at a time, on a thread of its own: whoever comes while it is under way waits for the same one,
 * and it goes on when the first caller leaves. Bounded by the requests that the service takes on.
 */
final class Flights<T> {

    private final Map<String, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /** @param collapsed whether it was under way before */
    record Joined<T>(CompletableFuture<T> end, boolean collapsed) {}

    Joined<T> join(String key, Callable<T> work) {
        var mine = new CompletableFuture<T>();
        var theirs = underWay.putIfAbsent(key, mine);
        if (theirs != null) {
            return new Joined<>(theirs, true);
        }
        Thread.ofVirtual().name("image-flight").start(() -> fly(key, mine, work));
        return new Joined<>(mine, false);
    }

    private void fly(String key, CompletableFuture<T> end, Callable<T> work) {
        try {
            var result = work.call();
            underWay.remove(key, end);
            end.complete(result);
        } catch (Throwable failure) {
            // Errors too: whatever happens, nobody may wait for a flight that never lands.
            underWay.remove(key, end);
            end.completeExceptionally(failure);
        }
    }
}
