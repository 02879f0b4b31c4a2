package io.breakwater.imageproxy.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings as they are shipped, but for these. */
record TestGuardSettings(
        @Nullable List<String> hosts,
        @Nullable List<String> allowed,
        @Nullable List<String> refused) implements GuardSettings {

    @Override
    public Set<Integer> ports() {
        return Set.of(80, 443);
    }

    @Override
    public Optional<List<String>> allowedHosts() {
        return Optional.ofNullable(hosts);
    }

    @Override
    public Optional<List<String>> allowedRanges() {
        return Optional.ofNullable(allowed);
    }

    @Override
    public Optional<List<String>> refusedRanges() {
        return Optional.ofNullable(refused);
    }

    @Override
    public Duration lookupLimit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Optional<List<String>> nameServers() {
        return Optional.empty();
    }
}
