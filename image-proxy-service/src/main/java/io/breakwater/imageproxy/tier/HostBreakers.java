package io.breakwater.imageproxy.tier;

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
    private static final int MAX_HOSTS = 256;

    // The contract's thresholds for image:{host}.
    private static final BreakerSettings THRESHOLDS = BreakerSettings.consecutive(5, Duration.ofSeconds(60), 2);

    private HostBreakers() {}

    @Produces
    @Singleton
    static KeyedBreakers hosts(InstantSource clock) {
        return new KeyedBreakers(
                PREFIX,
                THRESHOLDS,
                MAX_HOSTS,
                Set.of(FetchFailure.OfNobody.class, FetchFailure.OfMachine.class),
                clock);
    }
}
