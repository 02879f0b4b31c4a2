package io.breakwater.health.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Who may follow, and how. The numbers are ours. */
@ConfigMapping(prefix = "breakwater.stream")
public interface StreamSettings {

    /** How many may follow at once, 1 or more; the next one is turned away. A follower costs a connection and a few KiB. */
    @WithDefault("1000")
    @Min(1)
    int maxFollowers();

    /** The whole picture is sent at most once in this time, however much changes: 5 times a second. */
    @WithDefault("200ms")
    Duration pace();

    /** How old the numbers in the picture may be while nothing changes. */
    @WithDefault("2s")
    Duration refresh();

    /** Something is sent at least this often, so that both ends know that the other is there. */
    @WithDefault("10s")
    Duration heartbeat();

    /** A follower that takes nothing for this long is cut off. */
    @WithDefault("10s")
    Duration patience();

    /** How many changes are kept for those who come back, 1 or more. */
    @WithDefault("256")
    @Min(1)
    int replay();
}
