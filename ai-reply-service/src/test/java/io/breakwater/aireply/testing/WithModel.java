package io.breakwater.aireply.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.util.Map.entry;

/** A model is configured, breakers are on, and all that takes time takes little. */
public final class WithModel implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                entry("LLM_API_KEY", "test-key"),
                entry("quarkus.fault-tolerance.global.circuit-breaker.enabled", "true"),
                entry(
                        "quarkus.fault-tolerance.\"io.breakwater.aireply.model.ModelAttempts/ask\".retry.max-retries",
                        "2"),
                entry("breakwater.model.attempt-limit-ms", "1200"),
                entry("breakwater.model.fair-time", "500ms"),
                // What is asked for in one test must not spare another its retries.
                entry("breakwater.model.retry-floor", "10000"),
                entry("breakwater.dependency.check-interval", "200ms"),
                entry("breakwater.dependency.recovery-interval", "200ms"),
                entry("breakwater.data-dir", "target/test-data/with-model"));
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
