package io.breakwater.health.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the past is kept. */
@ConfigMapping(prefix = "breakwater.history")
public interface HistorySettings {

    /** How long checks are kept one by one. A day of 12 components each 30 s is 35,000 rows, about 4 MB. */
    @WithDefault("24h")
    Duration retention();

    /** How long minutes, and each change of a status, are kept. A month of 12 components is 520,000 rows, about 60 MB. */
    @WithDefault("30d")
    Duration minutesRetention();

    /** How long hours are kept. A year of 12 components is 105,000 rows, about 12 MB. */
    @WithDefault("366d")
    Duration hoursRetention();

    /** Between two changes one check in this time is kept. */
    @WithDefault("30s")
    Duration sampleInterval();
}
