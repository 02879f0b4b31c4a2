package io.breakwater.resilience.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rate, errors and duration of API requests since the start; a part that a service does not have is absent. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Red(
        Requests requests,
        Duration duration,
        @Nullable CacheUse cache,
        @Nullable QueueSnapshot queue) {

    /**
     * @param success answered below 400
     * @param errors answered 500 or above: our own failures
     * @param clientErrors answered 400 to 499: the callers' mistakes, which are no sign of ill health
     * @param errorRate percent of all requests that were errors, 0 to 100
     */
    @RegisterForReflection
    public record Requests(long total, long success, long errors, long clientErrors, double errorRate) {

        public static Requests of(long total, long errors, long clientErrors) {
            return new Requests(
                    total,
                    total - errors - clientErrors,
                    errors,
                    clientErrors,
                    total == 0 ? 0 : Rounding.hundredths(100.0 * errors / total));
        }

        public Requests plus(Requests other) {
            return of(total + other.total, errors + other.errors, clientErrors + other.clientErrors);
        }
    }

    /** In ms. */
    @RegisterForReflection
    public record Duration(double avg, double p50, double p95, double p99) {

        public static Duration of(Histogram histogram) {
            return new Duration(
                    Rounding.hundredths(histogram.avg()),
                    Rounding.hundredths(histogram.percentile(0.50)),
                    Rounding.hundredths(histogram.percentile(0.95)),
                    Rounding.hundredths(histogram.percentile(0.99)));
        }
    }

    /** @param hitRate percent of look-ups that were hits, 0 to 100 */
    @RegisterForReflection
    public record CacheUse(long hits, long misses, double hitRate) {

        /** All caches together; a look-up that found only a stale entry is a miss. Null where there are no caches. */
        public static @Nullable CacheUse of(Collection<CacheSnapshot> caches) {
            if (caches.isEmpty()) {
                return null;
            }
            long hits = caches.stream().mapToLong(CacheSnapshot::hits).sum();
            long misses = caches.stream().mapToLong(c -> c.misses() + c.stale()).sum();
            var asked = hits + misses;
            return new CacheUse(hits, misses, asked == 0 ? 0 : Rounding.hundredths(100.0 * hits / asked));
        }
    }
}
