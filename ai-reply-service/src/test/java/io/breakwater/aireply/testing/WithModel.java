package io.breakwater.aireply.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model is configured, breakers are on, and all that takes time takes little. */
public final class WithModel implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "LLM_API_KEY", "test-key",
                "quarkus.fault-tolerance.global.circuit-breaker.enabled", "true",
                "quarkus.fault-tolerance.\"io.breakwater.aireply.model.ModelAttempts/ask\".retry.max-retries", "2",
                "breakwater.model.attempt-limit-ms", "1200",
                "breakwater.model.fair-time", "500ms",
                "breakwater.dependency.check-interval", "200ms",
                "breakwater.dependency.recovery-interval", "200ms",
                "breakwater.data-dir", "target/test-data/with-model");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ModelResource.class), new TestResourceEntry(UsageResource.class));
    }
}
