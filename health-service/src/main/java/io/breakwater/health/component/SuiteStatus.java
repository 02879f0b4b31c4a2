package io.breakwater.health.component;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/** How the suite as a whole is. */
public enum SuiteStatus {
    HEALTHY,
    DEGRADED,
    UNHEALTHY;

    /**
     * The status rule: unhealthy while a critical component is, degraded while anything else that is configured is not
     * healthy, healthy otherwise.
     */
    public static SuiteStatus of(Collection<ComponentReport> components) {
        if (components.stream().anyMatch(c -> c.critical() && c.status() == ComponentStatus.UNHEALTHY)) {
            return UNHEALTHY;
        }
        return components.stream().allMatch(c -> c.status().fine()) ? HEALTHY : DEGRADED;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
