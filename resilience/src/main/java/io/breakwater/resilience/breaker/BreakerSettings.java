package io.breakwater.resilience.breaker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * When a breaker opens and closes.
 *
 * @param requestVolumeThreshold how many of the latest calls are looked at, at least 1
 * @param failureRatio which part of them must have failed for it to open, above 0 to 1
 * @param delay how long it then stays open before it lets a trial call through
 * @param successThreshold how many trial calls must succeed for it to close, at least 1
 */
@RegisterForReflection
public record BreakerSettings(
        int requestVolumeThreshold,
        double failureRatio,
        @JsonIgnore Duration delay,
        int successThreshold) {

    public BreakerSettings {
        if (requestVolumeThreshold < 1 || successThreshold < 1) {
            throw new IllegalArgumentException("thresholds must be at least 1");
        }
        if (!(failureRatio > 0 && failureRatio <= 1)) {
            throw new IllegalArgumentException("failureRatio must be above 0 and at most 1, is " + failureRatio);
        }
    }

    /** Opens after this many failures in a row. */
    public static BreakerSettings consecutive(int failures, Duration delay, int successes) {
        return new BreakerSettings(failures, 1, delay, successes);
    }

    /** As another instance's snapshot has it. */
    @JsonCreator
    static BreakerSettings read(
            @JsonProperty("requestVolumeThreshold") int requestVolumeThreshold,
            @JsonProperty("failureRatio") double failureRatio,
            @JsonProperty("delayMs") long delayMs,
            @JsonProperty("successThreshold") int successThreshold) {
        return new BreakerSettings(requestVolumeThreshold, failureRatio, Duration.ofMillis(delayMs), successThreshold);
    }

    @JsonGetter
    public long delayMs() {
        return delay.toMillis();
    }
}
