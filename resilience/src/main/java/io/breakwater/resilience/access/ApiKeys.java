package io.breakwater.resilience.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that callers may have. */
@Singleton
final class ApiKeys {

    /** Each attempt is checked against every key: this bounds what one costs. */
    private static final int MOST = 1_000;

    private final List<ApiKey> keys;

    @Inject
    ApiKeys(AccessSettings settings) {
        this(settings.apiKeys().map(ApiKeys::parse).orElse(List.of()));
    }

    private ApiKeys(List<ApiKey> keys) {
        this.keys = keys;
    }

    /** Makes a malformed list stop the start, and not the first request. */
    void atStart(@Observes StartupEvent start) {}

    /** Whether any key is configured: without one there is nothing to check. */
    boolean configured() {
        return !keys.isEmpty();
    }

    /** The caller whose key this is. */
    Optional<ApiKey> callerOf(String key) {
        Optional<ApiKey> found = Optional.empty();
        // All of them, always: the time must not tell which one came close.
        for (var candidate : keys) {
            if (candidate.matches(key)) {
                found = Optional.of(candidate);
            }
        }
        return found;
    }

    /** @throws ConfigurationException naming the place of the first entry that cannot be read, never its content */
    static List<ApiKey> parse(String list) {
        var keys = new ArrayList<ApiKey>();
        var entries = list.split(",", -1);
        if (entries.length > MOST) {
            throw new ConfigurationException("API_KEYS may have at most " + MOST + " entries");
        }
        for (var entry : entries) {
            keys.add(
                    ApiKey.parse(entry)
                            .orElseThrow(
                                    () -> new ConfigurationException(
                                            "API_KEYS: entry " + (keys.size() + 1)
                                                    + " is not of the form name=sha256:<salt hex, 8 bytes or more>:<hash hex>; see docs/access.md")));
        }
        return List.copyOf(keys);
    }
}
