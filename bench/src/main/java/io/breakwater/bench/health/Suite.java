package io.breakwater.bench.health;

import io.breakwater.bench.Container;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The four packaged services and a PostgreSQL for health-service, fsync and synchronous_commit on. Health-service has the
 * memory that a pod of deploy/kubernetes has: half of 768 MiB for its heap.
 */
final class Suite implements Watcher, AutoCloseable {

    private static final String PASSWORD = "the bench's own password";
    private static final String[] OPERATOR = {
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8))
    };
    private static final String DEPENDENCIES = "/api/v1/resilience/dependencies";
    private static final Pattern DOWN = Pattern.compile("\"name\":\"endpoint-[0-9]+\"[^{}]*\"status\":\"unhealthy\"");
    private static final Pattern LAG = Pattern.compile("(?m)^breakwater_checks_lag_seconds(_max)?(\\{.*})? (\\S+)$");

    private final List<AutoCloseable> started = new ArrayList<>();
    private final EmbeddedPostgresServer postgres;
    private final ServiceProcess usage;
    private final ServiceProcess health;
    private final String timeout;

    /**
     * @param packaging of health-service
     * @param timeoutMs of each check
     */
    Suite(Packaging packaging, int timeoutMs) {
        timeout = timeoutMs + "ms";
        try {
            postgres = opened(EmbeddedPostgresServer.started());
            usage = opened(packaged("usage-service", Packaging.JVM).start());
            var images = opened(packaged("image-proxy-service", Packaging.JVM).start());
            var replies = opened(packaged("ai-reply-service", Packaging.JVM).start());
            health = opened(packaged("health-service", packaging)
                    .env("DATABASE_URL", postgres.databaseUrl())
                    .env("BREAKWATER_SUITE_USAGE_SERVICE_URL", usage.baseUri().toString())
                    .env(
                            "BREAKWATER_SUITE_IMAGE_PROXY_SERVICE_URL",
                            images.baseUri().toString())
                    .env(
                            "BREAKWATER_SUITE_AI_REPLY_SERVICE_URL",
                            replies.baseUri().toString())
                    .start());
        } catch (RuntimeException | AssertionError failure) {
            close();
            throw failure;
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        started.add(one);
        return one;
    }

    private static ServiceProcess.Builder packaged(String service, Packaging packaging) {
        return Container.service(Path.of(service, "target"), packaging).env("OPERATOR_PASSWORD", PASSWORD);
    }

    EmbeddedPostgresServer postgres() {
        return postgres;
    }

    ServiceProcess health() {
        return health;
    }

    /** Holds a breaker of usage-service open or lets it close, over there: health-service has to find out. */
    void flip(boolean open) {
        var answer = usage.post("/admin/circuit-breakers/database/" + (open ? "open" : "reset"), "", OPERATOR);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("usage-service refused with " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public String name() {
        return "Breakwater";
    }

    @Override
    public ProcessHandle process() {
        return ProcessHandle.of(health.pid()).orElseThrow();
    }

    @Override
    public void register(String name, URI url) {
        var answer = health.post(DEPENDENCIES, """
                {"name": "%s", "type": "http", "criticality": "optional", "url": "%s", "interval": "30s", "timeout": "%s"}
                """.formatted(name, url, timeout), OPERATOR);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("refused with " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public long down() {
        return DOWN.matcher(health.get(DEPENDENCIES).body()).results().count();
    }

    @Override
    public Optional<String> lag() {
        var values =
                LAG.matcher(health.get("/metrics/prometheus").body()).results().toList();
        var p95 = values.stream()
                .filter(value -> String.valueOf(value.group(2)).contains("0.95"))
                .findFirst();
        var max = values.stream().filter(value -> value.group(1) != null).findFirst();
        return p95.flatMap(first -> max.map(second -> "P95 %.1f ms, max %.1f ms"
                .formatted(Double.parseDouble(first.group(3)) * 1e3, Double.parseDouble(second.group(3)) * 1e3)));
    }

    @Override
    public void close() {
        for (var each : started.reversed()) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new IllegalStateException("it could not be stopped", failure);
            }
        }
    }
}
