package io.breakwater.usage.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is kept. Months are kept for ever. */
@ConfigMapping(prefix = "breakwater.usage.retention")
public interface RetentionSettings {

    /**
     * How long the id of an event is known, 33 days or more: an event may say that it happened 31 days ago, and what comes
     * again after this counts again.
     */
    @WithDefault("35d")
    Duration events();

    /** How long an hour's counter is kept. */
    @WithDefault("35d")
    Duration hours();

    /** How long a day's counter is kept. */
    @WithDefault("400d")
    Duration days();

    /** How often it is looked for what may go. */
    @WithDefault("10m")
    Duration every();

    /** How many rows go in one statement, 1 to 50,000: so few that nothing waits for it. */
    @WithDefault("2000")
    int batch();
}
