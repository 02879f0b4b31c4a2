package io.breakwater.imageproxy.host;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.KeyedBreakers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The breakers of image hosts: {@code image:cdn.example.com}. */
final class HostBreakers {

    private static final String PREFIX = "image";

    // The contract's thresholds for image:{host}.
    private static final BreakerSettings THRESHOLDS = BreakerSettings.consecutive(5, Duration.ofSeconds(60), 2);

    private HostBreakers() {}

    /** What a host is called where breakers and bulkheads are told of. */
    static String nameOf(String host) {
        return PREFIX + ":" + host;
    }

    @Produces
    @Singleton
    static KeyedBreakers hosts(HostSettings settings, InstantSource clock) {
        return new KeyedBreakers(
                PREFIX,
                THRESHOLDS,
                settings.maxHosts(),
                Set.of(FetchFailure.OfNobody.class, FetchFailure.OfMachine.class, FetchFailure.Elsewhere.class),
                clock);
    }
}
