package io.breakwater.aireply.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The queue in front of the model. */
@ConfigMapping(prefix = "breakwater.dispatch")
public interface DispatchSettings {

    /** How many calls of the model are under way at once, 1 or more. The contract's number. */
    @WithDefault("2")
    int workers();

    /**
     * How many requests may be on their way to the model without being there, those between two attempts included, 1 or
     * more; the next ones are turned away. As many as the contract's 2 calls/s serve in its 120 s: a longer line is one
     * in which the last wait in vain.
     */
    @WithDefault("240")
    int capacity();

    /** How many of those may be one user's, 1 or more, so that nobody fills the queue alone. Ours: an eighth. */
    @WithDefault("30")
    int capacityPerUser();

    /** After so long at one priority a request goes up to the next. Ours: the lowest is at the top after 30 s. */
    @WithDefault("10s")
    Duration ageingStep();
}
