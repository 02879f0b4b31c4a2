package io.breakwater.health;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.resilience.testing.TcpRelay;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands for the three other services, each behind a road that a test can break. Test and resource are loaded by different
 * class loaders, so they share types of the JDK alone: {@code handlers} says what a service answers, {@code roads} runs
 * "usage-service refuse", "... blackHole" or "... forward".
 */
public final class SuiteStub implements QuarkusTestResourceLifecycleManager {

    /** The operator's, here and in the services. */
    public static final String OPERATOR_PASSWORD = "an operator's password";

    private final Map<String, AtomicReference<HttpHandler>> handlers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> roads = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        config.put("breakwater.suite.usage-service-url", address("usage-service"));
        config.put("breakwater.suite.image-proxy-service-url", address("image-proxy-service"));
        config.put("breakwater.suite.ai-reply-service-url", address("ai-reply-service"));
        // Time runs faster here: what takes 30 s in earnest takes 300 ms.
        config.put("breakwater.watch.interval", "300ms");
        config.put("breakwater.watch.recovery-interval", "100ms");
        config.put("breakwater.machine.interval", "500ms");
        config.put("breakwater.history.sample-interval", "300ms");
        config.put("breakwater.operator.password", OPERATOR_PASSWORD);
        config.put("breakwater.stream.max-followers", "12");
        config.put("breakwater.stream.patience", "500ms");
        config.put("breakwater.front-door.time-limit", "5s");
        config.put("breakwater.front-door.connect-limit", "2s");
        config.put("quarkus.fault-tolerance.global.circuit-breaker.enabled", "true");
        return config;
    }

    private String address(String service) {
        try {
            var handler = new AtomicReference<HttpHandler>(exchange -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            });
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> handler.get().handle(exchange));
            server.start();
            open.add(() -> server.stop(0));
            var relay = TcpRelay.to(server.getAddress().getPort());
            open.add(relay);
            handlers.put(service, handler);
            roads.put(service + " refuse", relay::refuse);
            roads.put(service + " blackHole", relay::blackHole);
            roads.put(service + " forward", relay::forward);
            return "http://127.0.0.1:" + relay.port();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For tests that start no Quarkus of their own. */
    void answer(String service, HttpHandler handler) {
        handlers.get(service).set(handler);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(handlers, field -> field.getName().equals("handlers"));
        injector.injectIntoFields(roads, field -> field.getName().equals("roads"));
    }

    @Override
    public void stop() {
        for (var each : open) {
            try {
                each.close();
            } catch (Exception ignored) {
                // The tests are over.
            }
        }
    }
}
