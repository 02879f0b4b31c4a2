package io.breakwater.deploy.kubelet;

import io.breakwater.deploy.manifest.Cluster;
import io.breakwater.deploy.manifest.Workload;
import io.breakwater.resilience.testing.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A packaged service with the settings and under the probes of its manifest. */
final class Pod implements AutoCloseable {

    /** What the manifest says of the place that it runs in, which here is another. */
    private static final Set<String> OF_THE_PLACE = Set.of("QUARKUS_HTTP_PORT", "BREAKWATER_DATA_DIR");

    /** Until every router has heard that a pod is going; what comes in the meantime is served. */
    private static final Duration ROUTERS_LAG = Duration.ofSeconds(2);

    private final ServiceProcess process;
    private final Kubelet kubelet;
    private final Duration grace;
    private volatile boolean leaving;

    private Pod(ServiceProcess process, Workload workload) {
        this.process = process;
        this.kubelet = new Kubelet(workload.container(), process.baseUri());
        this.grace = Duration.ofSeconds(
                workload.pod().path("terminationGracePeriodSeconds").asInt());
    }

    /** Starts it; returns when the process answers, whatever its probes then say. */
    static Pod start(Cluster cluster, String name, Map<String, String> environment) {
        var workload = cluster.service(name);
        var builder = ServiceProcess.of(Path.of("..", name, "target")).awaiting("/health/live");
        cluster.configuration(workload)
                .properties()
                .forEach(setting -> setUnlessOfThePlace(
                        builder, setting.getKey(), setting.getValue().asText()));
        workload.container()
                .path("env")
                .forEach(variable -> setUnlessOfThePlace(
                        builder,
                        variable.path("name").asText(),
                        variable.path("value").asText("")));
        environment.forEach(builder::env);
        return new Pod(builder.start(), workload);
    }

    private static void setUnlessOfThePlace(ServiceProcess.Builder builder, String name, String value) {
        if (!OF_THE_PLACE.contains(name) && !value.isEmpty()) {
            builder.env(name, value);
        }
    }

    URI base() {
        return process.baseUri();
    }

    Kubelet kubelet() {
        return kubelet;
    }

    /** Whether routers send to it. */
    boolean routed() {
        return kubelet.ready() && !leaving;
    }

    /** Its container is replaced as in a rolling restart: SIGTERM, the grace period, a new start. Answers the exit code. */
    int replace() {
        var ending = CompletableFuture.supplyAsync(process::terminate);
        CompletableFuture.delayedExecutor(ROUTERS_LAG.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> leaving = true);
        var code = ending.orTimeout(grace.toSeconds(), TimeUnit.SECONDS).join();
        leaving = true;
        kubelet.close();
        var starting = CompletableFuture.runAsync(process::start);
        kubelet.containerStarted();
        starting.join();
        leaving = false;
        return code;
    }

    @Override
    public void close() {
        kubelet.close();
        process.close();
    }
}
