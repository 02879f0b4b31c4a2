package io.breakwater.health.machine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When the machine is short of something; percentages are the suite's contract (alerts). */
@ConfigMapping(prefix = "breakwater.machine")
public interface MachineSettings {

    /** Time between two looks. */
    @WithDefault("10s")
    Duration interval();

    /** Percent of memory in use above which it is degraded, 0 to 100: of the heap and of the machine or container. */
    @WithDefault("75")
    @Min(0)
    @Max(100)
    int memoryDegraded();

    /** Percent of memory in use above which it is unhealthy, 0 to 100. */
    @WithDefault("90")
    @Min(0)
    @Max(100)
    int memoryUnhealthy();

    /** Percent of CPU time in use above which it is degraded once it stays there for a minute, 0 to 100. */
    @WithDefault("80")
    @Min(0)
    @Max(100)
    int cpuDegraded();

    /** Percent of the disk that has the data in use above which it is degraded, 0 to 100. */
    @WithDefault("90")
    @Min(0)
    @Max(100)
    int diskDegraded();
}
