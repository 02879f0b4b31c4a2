package io.breakwater.imageproxy.origin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The hostile origin and a name server that leads to it, and the configuration that lets this service go there. */
public final class HostileWorld implements QuarkusTestResourceLifecycleManager {

    public static final String PASSWORD = "an operator's password";

    private final HostileOrigin origin = new HostileOrigin();
    private final TestDns dns = new TestDns();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "breakwater.image.guard.ports",
                origin.port() + ",80,443",
                "breakwater.image.guard.allowed-ranges",
                "127.0.0.0/8",
                "breakwater.image.guard.name-servers",
                dns.server(),
                "breakwater.image.guard.lookup-limit",
                "600ms",
                "breakwater.image.fetch.time-limit",
                "3s",
                "breakwater.operator.password",
                PASSWORD);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(origin, new TestInjector.MatchesType(HostileOrigin.class));
    }

    @Override
    public void stop() {
        origin.close();
        dns.close();
    }
}
