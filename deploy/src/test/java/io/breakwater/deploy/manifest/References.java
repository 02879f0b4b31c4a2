package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is named is there: ConfigMaps, accounts, volumes, Services, and the addresses in the settings. */
final class References implements Rule {

    /** The one thing that the operator brings; deploy/kubernetes/README.md says how. */
    private static final String SECRET = "breakwater-secrets";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[a-z]+://.+");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        var seen = new HashSet<String>();
        for (var resource : cluster.resources()) {
            if (!seen.add(Cluster.id(resource))) {
                found.accept(new Finding(Cluster.id(resource), "it is there twice"));
            }
            if (!NAME.matcher(Cluster.name(resource)).matches()) {
                found.accept(new Finding(Cluster.id(resource), "that is no name"));
            }
            namespace(resource, cluster, what -> found.accept(new Finding(Cluster.id(resource), what)));
        }
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            exists(cluster, "ServiceAccount", workload.pod().path("serviceAccountName"), here);
            if (workload.resource().path("kind").asText().equals("StatefulSet")) {
                exists(cluster, "Service", workload.resource().at("/spec/serviceName"), here);
                governs(cluster, workload, here);
            }
            workload.containers().forEach(container -> environment(cluster, container, here));
            volumes(workload, here);
        }
        cluster.all("ConfigMap").forEach(map -> map.path("data").forEach(value -> {
            if (ADDRESS.matcher(value.asText()).matches()) {
                address(cluster, URI.create(value.asText()), what -> found.accept(new Finding(Cluster.id(map), what)));
            }
        }));
        cluster.all("HorizontalPodAutoscaler")
                .forEach(scaler -> exists(
                        cluster,
                        scaler.at("/spec/scaleTargetRef/kind").asText(),
                        scaler.at("/spec/scaleTargetRef/name"),
                        what -> found.accept(new Finding(Cluster.id(scaler), what))));
    }

    private static void namespace(JsonNode resource, Cluster cluster, Consumer<String> found) {
        if (!resource.path("kind").asText().equals("Namespace")) {
            var namespace = resource.at("/metadata/namespace");
            if (namespace.isMissingNode()) {
                found.accept("it has no namespace");
            } else {
                exists(cluster, "Namespace", namespace, found);
            }
        }
    }

    private static void exists(Cluster cluster, String kind, JsonNode name, Consumer<String> found) {
        if (cluster.find(kind, name.asText()).isEmpty()) {
            found.accept("there is no " + kind + " '" + name.asText() + "'");
        }
    }

    private static void governs(Cluster cluster, Workload workload, Consumer<String> found) {
        cluster.find("Service", workload.resource().at("/spec/serviceName").asText())
                .filter(service -> !service.at("/spec/clusterIP").asText().equals("None"))
                .ifPresent(_ -> found.accept("its governing Service is not headless"));
    }

    private static void environment(Cluster cluster, JsonNode container, Consumer<String> found) {
        for (var from : container.path("envFrom")) {
            exists(cluster, "ConfigMap", from.at("/configMapRef/name"), found);
        }
        for (var variable : container.path("env")) {
            var secret = variable.at("/valueFrom/secretKeyRef");
            if (!secret.isMissingNode()) {
                if (!secret.path("name").asText().equals(SECRET)) {
                    found.accept("nobody is told to make the Secret " + secret.path("name"));
                }
                if (!secret.path("key").equals(variable.path("name"))) {
                    found.accept("takes " + variable.path("name") + " from the key " + secret.path("key"));
                }
            }
        }
    }

    private static void volumes(Workload workload, Consumer<String> found) {
        var there = Stream.concat(
                        names(workload.pod().path("volumes"), "/name"), names(workload.claims(), "/metadata/name"))
                .collect(Collectors.toSet());
        Set<String> mounted = StreamSupport.stream(workload.containers().spliterator(), false)
                .flatMap(container -> names(container.path("volumeMounts"), "/name"))
                .collect(Collectors.toSet());
        if (!there.equals(mounted)) {
            found.accept("has the volumes " + there + " and mounts " + mounted);
        }
    }

    private static Stream<String> names(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.at(pointer).asText());
    }

    // An address with a dot is somebody else's.
    private static void address(Cluster cluster, URI address, Consumer<String> found) {
        if (address.getHost() != null && !address.getHost().contains(".")) {
            var service = cluster.find("Service", address.getHost());
            if (service.isEmpty()) {
                found.accept("there is no Service '" + address.getHost() + "'");
            } else if (StreamSupport.stream(service.get().at("/spec/ports").spliterator(), false)
                    .noneMatch(port -> port.path("port").asInt() == address.getPort())) {
                found.accept(address.getHost() + " does not listen on " + address.getPort());
            }
        }
    }
}
