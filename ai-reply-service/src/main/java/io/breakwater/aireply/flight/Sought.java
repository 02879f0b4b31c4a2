package io.breakwater.aireply.flight;

import java.time.Duration;

/**
 * A piece of work that one replica is to do for all.
 *
 * @param key the same for equal work; tells nothing about anybody
 * @param valueKey where Redis has what came of it
 * @param staleFor how much longer Redis keeps a value than it is good for
 */
public record Sought(String key, String valueKey, Duration staleFor) {

    private static final Duration EVER = Duration.ofDays(36_500);

    /** The same, but whatever Redis has is not good enough. */
    public Sought anew() {
        return new Sought(key, valueKey, EVER);
    }
}
