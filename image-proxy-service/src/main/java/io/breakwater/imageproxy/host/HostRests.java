package io.breakwater.imageproxy.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Hosts that asked to be left alone for a while, and until when. */
@Singleton
final class HostRests {

    private final HostSettings settings;
    private final InstantSource clock;
    private final Cache<String, Instant> until;

    HostRests(HostSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.until = Caffeine.newBuilder().maximumSize(settings.maxHosts()).build();
    }

    boolean resting(String host) {
        var end = until.getIfPresent(host);
        return end != null && end.isAfter(clock.instant());
    }

    /** @param asked how long the host wants to be left alone; zero where it does not say */
    void rest(String host, Duration asked) {
        var longest = settings.longestRest();
        var rest = asked.isZero() ? settings.rest() : asked.compareTo(longest) > 0 ? longest : asked;
        until.put(host, clock.instant().plus(rest));
    }
}
