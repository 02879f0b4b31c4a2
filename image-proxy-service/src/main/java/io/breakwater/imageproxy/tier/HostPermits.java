package io.breakwater.imageproxy.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.imageproxy.fetch.FetchSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many fetches each host has under way: a host that hangs holds up its own images, not the way out for all. Hosts are
 * forgotten when too many came after them, which lets one have a few more for a moment.
 */
@Singleton
class HostPermits {

    private static final int MAX_HOSTS = 256;
    private static final int WAITING_PER_PERMIT = 8;

    private final FetchSettings settings;
    private final Cache<String, Semaphore> hosts =
            Caffeine.newBuilder().maximumSize(MAX_HOSTS).build();

    HostPermits(FetchSettings settings) {
        this.settings = settings;
    }

    /** A permit, to be released; empty where the host has too much under way already. Waits for its turn a little. */
    Optional<Semaphore> enter(String host, Duration longest) throws InterruptedException {
        var permits = hosts.get(host, _ -> new Semaphore(settings.perHost(), true));
        var patience = longest.compareTo(settings.hostPatience()) < 0 ? longest : settings.hostPatience();
        var mayWait = permits.getQueueLength() < settings.perHost() * WAITING_PER_PERMIT;
        return permits.tryAcquire(mayWait ? patience.toMillis() : 0, TimeUnit.MILLISECONDS)
                ? Optional.of(permits)
                : Optional.empty();
    }
}
