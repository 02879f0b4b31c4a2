package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Probes ask what they are for, with patience where it belongs, and a stop is given the time that the service takes. */
final class Probes implements Rule {

    private static final Map<String, String> PATHS = Map.of(
            "startupProbe", "/health/started",
            "livenessProbe", "/health/live",
            "readinessProbe", "/health/ready");

    private static final Path LIBRARY =
            Path.of("../resilience/src/main/resources/META-INF/microprofile-config.properties");

    /** A cold start on a busy node took 20 s. */
    private static final int SHORTEST_START = 60;

    /** A pause of the garbage collector or of the node is no reason to be killed. */
    private static final int SHORTEST_LIFE = 20;

    private static final int MARGIN = 10;

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            PATHS.keySet().forEach(name -> patience(workload.container().path(name), name, here));
        }
        for (var service : cluster.services()) {
            Consumer<String> here = what -> found.accept(new Finding(service.id(), what));
            PATHS.forEach((name, path) -> {
                if (!service.container().path(name).at("/httpGet/path").asText().equals(path)) {
                    here.accept(name + " does not ask " + path);
                }
            });
            stop(cluster, service, here);
        }
    }

    private static void patience(JsonNode probe, String name, Consumer<String> found) {
        if (probe.isMissingNode()) {
            found.accept("has no " + name);
            return;
        }
        if (probe.path("timeoutSeconds").asInt(1) > probe.path("periodSeconds").asInt(10)) {
            found.accept(name + " waits longer than its period");
        }
        var shortest = Map.of("startupProbe", SHORTEST_START, "livenessProbe", SHORTEST_LIFE)
                .getOrDefault(name, 1);
        if (seconds(probe) < shortest) {
            found.accept(name + " gives up after " + seconds(probe) + " s, before " + shortest + " s");
        }
    }

    private static void stop(Cluster cluster, Workload service, Consumer<String> found) {
        var delay = duration(
                cluster.configuration(service).path("BREAKWATER_SHUTDOWN_DELAY").asText("0s"));
        var timeout = StreamSupport.stream(service.container().path("env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals("QUARKUS_SHUTDOWN_TIMEOUT"))
                .map(variable -> duration(variable.path("value").asText()))
                .findFirst()
                .orElseGet(Probes::defaultTimeout);
        var grace = service.pod().path("terminationGracePeriodSeconds").asInt();
        if (grace < delay + timeout + MARGIN) {
            found.accept("is killed after " + grace + " s, and takes up to " + (delay + timeout) + " s to stop");
        }
        // Routers that only watch readiness have to notice before the delay is over.
        var notice = seconds(service.container().path("readinessProbe"));
        if (delay < notice) {
            found.accept("drains for " + delay + " s, but is found not ready after " + notice + " s");
        }
    }

    private static int seconds(JsonNode probe) {
        return probe.path("periodSeconds").asInt(10)
                * probe.path("failureThreshold").asInt(3);
    }

    private static long defaultTimeout() {
        var defaults = new Properties();
        try (var reader = Files.newBufferedReader(LIBRARY)) {
            defaults.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return duration(defaults.getProperty("quarkus.shutdown.timeout"));
    }

    private static long duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toSeconds();
    }
}
