package io.breakwater.aireply.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server in the place of usage-service. */
public final class UsageResource implements QuarkusTestResourceLifecycleManager {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @Override
    public Map<String, String> start() {
        server.start();
        Stubs.usageWorks(server);
        return Map.of("breakwater.suite.usage-service-url", server.baseUrl());
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                server, new TestInjector.AnnotatedAndMatchesType(UsageServer.class, WireMockServer.class));
    }
}
