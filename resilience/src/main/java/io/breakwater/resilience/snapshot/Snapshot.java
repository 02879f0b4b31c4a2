package io.breakwater.resilience.snapshot;

import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.breakwater.resilience.machine.MachineReading;
import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.metrics.RecentError;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.breakwater.resilience.recovery.RecoveryAttempt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What one instance knows of itself. Read from another instance it is either whole or refused: no part of it is missing.
 *
 * @param uptime in seconds
 * @param machine memory and CPU; an instance of an older version does not tell
 * @param durations of all API requests, in buckets that can be added up over instances
 */
@RegisterForReflection
public record Snapshot(
        String service,
        String instance,
        String version,
        String profile,
        long uptime,
        Degradation degradation,
        List<BreakerSnapshot> breakers,
        List<BulkheadSnapshot> bulkheads,
        List<RateLimiterSnapshot> rateLimiters,
        List<CacheSnapshot> caches,
        List<QueueSnapshot> queues,
        List<DependencyStatus> dependencies,
        List<RecoveryAttempt> recovery,
        List<RecentError> recentErrors,
        Red.Requests requests,
        Histogram durations,
        @Nullable MachineReading machine) {

    public Snapshot {
        requireNonNull(service, "service");
        requireNonNull(instance, "instance");
        requireNonNull(version, "version");
        requireNonNull(degradation, "degradation");
        requireNonNull(requests, "requests");
        requireNonNull(durations, "durations");
        breakers = List.copyOf(breakers);
        bulkheads = List.copyOf(bulkheads);
        rateLimiters = List.copyOf(rateLimiters);
        caches = List.copyOf(caches);
        queues = List.copyOf(queues);
        dependencies = List.copyOf(dependencies);
        recovery = List.copyOf(recovery);
        recentErrors = List.copyOf(recentErrors);
    }
}
