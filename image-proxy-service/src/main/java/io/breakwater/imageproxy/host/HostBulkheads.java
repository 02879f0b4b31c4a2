package io.breakwater.imageproxy.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.snapshot.BulkheadSnapshot;
import io.breakwater.resilience.snapshot.ManagedBulkheads;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How many fetches each host has under way: a host that hangs holds up its own images, not the way out for all. Hosts are
 * forgotten when too many came after them, but not while anything of theirs is under way.
 */
@Singleton
final class HostBulkheads implements ManagedBulkheads {

    private final HostSettings settings;
    private final Cache<String, HostBulkhead> hosts;

    /** Those that were busy when they left the cache: no more than there are fetches at once. */
    private final Map<String, HostBulkhead> busy = new ConcurrentHashMap<>();

    HostBulkheads(HostSettings settings) {
        this.settings = settings;
        this.hosts = Caffeine.newBuilder()
                .maximumSize(settings.maxHosts())
                .<String, HostBulkhead>evictionListener((host, bulkhead, _) -> {
                    busy.values().removeIf(HostBulkhead::idle);
                    if (host != null && bulkhead != null && !bulkhead.idle()) {
                        busy.put(host, bulkhead);
                    }
                })
                .build();
    }

    HostBulkhead of(String host) {
        return hosts.get(host, name -> {
            var left = busy.remove(name);
            return left == null ? new HostBulkhead(HostBreakers.nameOf(name), settings.permits()) : left;
        });
    }

    @Override
    public List<BulkheadSnapshot> snapshots() {
        return Stream.concat(hosts.asMap().values().stream(), busy.values().stream())
                .map(HostBulkhead::snapshot)
                .sorted(Comparator.comparing(BulkheadSnapshot::name))
                .toList();
    }
}
