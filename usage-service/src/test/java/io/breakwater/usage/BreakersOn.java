package io.breakwater.usage;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** As in production; the test profile has them off. */
public final class BreakersOn implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.fault-tolerance.global.circuit-breaker.enabled", "true");
    }
}
