package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.deploy.kustomize.Kustomize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is applied together. */
public final class Cluster {

    static final Set<String> SERVICES =
            Set.of("health-service", "usage-service", "image-proxy-service", "ai-reply-service");

    private static final Set<String> WORKLOADS = Set.of("StatefulSet", "Deployment");

    private final List<ObjectNode> resources;

    Cluster(List<ObjectNode> resources) {
        this.resources = resources;
    }

    /** An overlay of {@code deploy/kubernetes}. */
    public static Cluster ofOverlay(String name) {
        return new Cluster(Kustomize.render(Path.of("kubernetes/overlays", name)));
    }

    Cluster copy() {
        return new Cluster(
                resources.stream().map(ObjectNode::deepCopy).collect(Collectors.toCollection(ArrayList::new)));
    }

    List<ObjectNode> resources() {
        return resources;
    }

    Stream<ObjectNode> all(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind));
    }

    Optional<ObjectNode> find(String kind, String name) {
        return all(kind).filter(resource -> name(resource).equals(name)).findFirst();
    }

    /** What makes pods. */
    List<Workload> workloads() {
        return resources.stream()
                .filter(resource -> WORKLOADS.contains(resource.path("kind").asText()))
                .map(Workload::new)
                .toList();
    }

    /** The four services of the suite. */
    public List<Workload> services() {
        return workloads().stream()
                .filter(workload -> SERVICES.contains(workload.name()))
                .toList();
    }

    /** One of the four. */
    public Workload service(String name) {
        return services().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The values of the ConfigMap that a container takes its environment from; missing where that is. */
    public JsonNode configuration(Workload workload) {
        var name = workload.container().at("/envFrom/0/configMapRef/name").asText();
        return find("ConfigMap", name).<JsonNode>map(map -> map.path("data")).orElseGet(MissingNode::getInstance);
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    static String id(JsonNode resource) {
        return resource.path("kind").asText() + "/" + name(resource);
    }
}
