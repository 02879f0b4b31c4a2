package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Published is what is public, each path at the service that answers it, and nothing else. */
public final class Routes implements Rule {

    /** Path prefixes, and {@code =} before a path that is meant alone. */
    public static final Map<String, String> PUBLIC = Map.ofEntries(
            Map.entry("/api/usage", "usage-service"),
            Map.entry("/api/proxy-image", "image-proxy-service"),
            Map.entry("/api/ai-reply", "ai-reply-service"),
            Map.entry("/api/health-records", "ai-reply-service"),
            Map.entry("/api/ai", "ai-reply-service"),
            Map.entry("/api/health", "health-service"),
            Map.entry("/api/metrics", "health-service"),
            Map.entry("/api/v1/health", "health-service"),
            Map.entry("/api/v1/resilience", "health-service"),
            Map.entry("/dashboard", "health-service"),
            Map.entry("=/", "health-service"));

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        cluster.all("HTTPRoute").forEach(route -> {
            var paths = new TreeMap<String, String>();
            for (var rule : route.at("/spec/rules")) {
                var backend = rule.at("/backendRefs/0");
                served(cluster, route, backend.path("name").asText(), backend.path("port"), found);
                for (var match : rule.path("matches")) {
                    paths.put(
                            path(
                                    match.at("/path/value").asText(),
                                    match.at("/path/type").asText()),
                            backend.path("name").asText());
                }
            }
            compare(route, paths, found);
        });
        cluster.all("Ingress").forEach(ingress -> {
            var paths = new TreeMap<String, String>();
            for (var rule : ingress.at("/spec/rules")) {
                for (var path : rule.at("/http/paths")) {
                    var backend = path.at("/backend/service");
                    served(cluster, ingress, backend.path("name").asText(), backend.at("/port/name"), found);
                    paths.put(
                            path(
                                    path.path("path").asText(),
                                    path.path("pathType").asText()),
                            backend.path("name").asText());
                }
            }
            compare(ingress, paths, found);
        });
    }

    private static String path(String path, String type) {
        return type.equals("Exact") ? "=" + path : path;
    }

    private static void compare(JsonNode route, Map<String, String> paths, Consumer<Finding> found) {
        if (!paths.equals(PUBLIC)) {
            found.accept(new Finding(Cluster.id(route), "publishes " + paths));
        }
    }

    private static void served(
            Cluster cluster, JsonNode route, String service, JsonNode port, Consumer<Finding> found) {
        var there = cluster.find("Service", service).filter(resource -> StreamSupport.stream(
                        resource.at("/spec/ports").spliterator(), false)
                .anyMatch(
                        one -> one.path("port").equals(port) || one.path("name").equals(port)));
        if (there.isEmpty()) {
            found.accept(new Finding(Cluster.id(route), "there is no Service " + service + " with the port " + port));
        }
    }
}
