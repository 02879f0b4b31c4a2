package io.breakwater.usage.counting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The events that the database committed last through this instance, so that one which is sent again after the database
 * went away is still known. An older one, or one of another replica, is settled when the journal moves.
 */
@Singleton
class RecentEvents {

    private static final int MOST = 100_000;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Cache<UUID, UUID> fingerprints =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFE).build();

    void committed(UsageEvent event) {
        fingerprints.put(event.id(), event.fingerprint());
    }

    /** Whether it is the same event; empty where the id is not known here. */
    Optional<Boolean> same(UsageEvent event) {
        return Optional.ofNullable(fingerprints.getIfPresent(event.id()))
                .map(fingerprint -> fingerprint.equals(event.fingerprint()));
    }
}
