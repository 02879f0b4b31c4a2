package io.breakwater.resilience.snapshot;

import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.metrics.RecentError;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.breakwater.resilience.recovery.RecoveryAttempt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What one instance knows of itself.
 *
 * @param uptime in seconds
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
        Histogram durations) {}
