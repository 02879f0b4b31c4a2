package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Ports lead somewhere: Services to containers, probes to ports that are open, and services listen where it says. */
final class Ports implements Rule {

    private static final int LONGEST_NAME = 15;

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            var ports = StreamSupport.stream(workload.container().path("ports").spliterator(), false)
                    .collect(Collectors.toMap(port -> port.path("name").asText(), port -> port.path("containerPort")
                            .asInt()));
            ports.keySet().stream()
                    .filter(name -> name.isEmpty() || name.length() > LONGEST_NAME)
                    .forEach(name -> here.accept("a port cannot be called '" + name + "'"));
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                var port = workload.container().path(probe).at("/httpGet/port");
                if (!port.isMissingNode() && !ports.containsKey(port.asText())) {
                    here.accept(probe + " asks at " + port + ", which is no port of the container");
                }
            }
            cluster.all("Service")
                    .filter(service -> Labels.matchAll(service.at("/spec/selector"), workload.labels()))
                    .forEach(service -> service.at("/spec/ports").forEach(port -> {
                        if (!ports.containsKey(port.path("targetPort").asText())) {
                            found.accept(new Finding(
                                    Cluster.id(service),
                                    "leads to " + port.path("targetPort") + ", which " + workload.id() + " has not"));
                        }
                    }));
        }
        for (var service : cluster.services()) {
            var listens = cluster.configuration(service).path("QUARKUS_HTTP_PORT");
            if (service.container().at("/ports/0/containerPort").asInt() != listens.asInt()) {
                found.accept(new Finding(service.id(), "listens on " + listens + ", which is not its port"));
            }
        }
        cluster.all("ServiceMonitor").forEach(monitor -> monitor.at("/spec/endpoints")
                .forEach(endpoint -> scraped(cluster, monitor, endpoint, found)));
    }

    private static void scraped(Cluster cluster, JsonNode monitor, JsonNode endpoint, Consumer<Finding> found) {
        cluster.all("Service")
                .filter(service -> Labels.match(monitor.at("/spec/selector"), service.at("/metadata/labels")))
                .filter(service -> StreamSupport.stream(
                                service.at("/spec/ports").spliterator(), false)
                        .noneMatch(port -> port.path("name").equals(endpoint.path("port"))))
                .forEach(service -> found.accept(new Finding(
                        Cluster.id(monitor), Cluster.id(service) + " has no port " + endpoint.path("port"))));
    }
}
