package io.breakwater.health;

import io.breakwater.resilience.testing.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Two places for instances of usage-service, and none for the other services. */
public final class ReplicaStub implements QuarkusTestResourceLifecycleManager {

    private final int first = FreePort.find();
    private final int second = FreePort.find();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "breakwater.watch.usage-service-instances",
                "http://127.0.0.1:" + first + ",http://127.0.0.1:" + second,
                "breakwater.suite.image-proxy-service-url",
                "http://127.0.0.1:" + FreePort.find(),
                "breakwater.suite.ai-reply-service-url",
                "http://127.0.0.1:" + FreePort.find(),
                "breakwater.watch.interval",
                "300ms",
                "breakwater.watch.recovery-interval",
                "100ms",
                "quarkus.fault-tolerance.global.circuit-breaker.enabled",
                "true");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(first, field -> field.getName().equals("firstPort"));
        injector.injectIntoFields(second, field -> field.getName().equals("secondPort"));
    }

    @Override
    public void stop() {
        // The test's own servers are closed by it.
    }
}
