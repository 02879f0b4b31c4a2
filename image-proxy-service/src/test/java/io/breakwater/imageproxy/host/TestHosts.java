package io.breakwater.imageproxy.host;

import io.breakwater.resilience.breaker.KeyedBreakers;
import java.time.Duration;
import java.time.InstantSource;

/** Hosts of a test's own, but for the breakers, which need fault tolerance to run. */
public final class TestHosts {

    private TestHosts() {}

    public static Hosts create(KeyedBreakers breakers, InstantSource clock) {
        var settings = new Settings(16, 256);
        return new Hosts(new HostRests(settings, clock), new HostBulkheads(settings), breakers, settings, clock);
    }

    record Settings(int permits, int maxHosts) implements HostSettings {

        @Override
        public Duration patience() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration rest() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration longestRest() {
            return Duration.ofSeconds(60);
        }
    }
}
