package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the API server would miss. The typed model knows which fields there are, and not which must be. */
final class RequiredFields implements Rule {

    private static final String POD = "/spec/template/spec";

    /** By kind; {@code *} stands for each element of a list. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "StatefulSet",
            List.of(
                    "/spec/serviceName",
                    "/spec/selector/matchLabels",
                    "/spec/template/metadata/labels",
                    "/spec/volumeClaimTemplates/*/metadata/name",
                    "/spec/volumeClaimTemplates/*/spec/accessModes/0",
                    "/spec/volumeClaimTemplates/*/spec/resources/requests/storage",
                    POD + "/containers/0"),
            "Deployment",
            List.of("/spec/selector/matchLabels", "/spec/template/metadata/labels", POD + "/containers/0"),
            "Service",
            List.of("/spec/ports/0", "/spec/ports/*/port", "/spec/selector"),
            "PodDisruptionBudget",
            List.of("/spec/selector/matchLabels"),
            "NetworkPolicy",
            List.of("/spec/podSelector", "/spec/policyTypes/0"),
            "HorizontalPodAutoscaler",
            List.of(
                    "/spec/scaleTargetRef/kind",
                    "/spec/scaleTargetRef/name",
                    "/spec/maxReplicas",
                    "/spec/metrics/0",
                    "/spec/metrics/*/type"),
            "HTTPRoute",
            List.of(
                    "/spec/parentRefs/0",
                    "/spec/parentRefs/*/name",
                    "/spec/rules/*/backendRefs/0",
                    "/spec/rules/*/backendRefs/*/name",
                    "/spec/rules/*/backendRefs/*/port"),
            "Ingress",
            List.of(
                    "/spec/rules/0",
                    "/spec/rules/*/http/paths/*/pathType",
                    "/spec/rules/*/http/paths/*/backend/service/name"),
            "ServiceMonitor",
            List.of("/spec/selector", "/spec/endpoints/0", "/spec/endpoints/*/port"),
            "PrometheusRule",
            List.of(
                    "/spec/groups/*/name",
                    "/spec/groups/*/rules/*/expr",
                    "/spec/groups/*/rules/*/labels/severity",
                    "/spec/groups/*/rules/*/annotations/runbook_url"));

    /** Of each pod, whatever makes it. */
    private static final List<String> OF_PODS = List.of(
            POD + "/containers/*/name",
            POD + "/containers/*/image",
            POD + "/containers/*/ports/*/containerPort",
            POD + "/containers/*/env/*/name",
            POD + "/containers/*/volumeMounts/*/name",
            POD + "/containers/*/volumeMounts/*/mountPath",
            POD + "/volumes/*/name",
            POD + "/topologySpreadConstraints/*/maxSkew",
            POD + "/topologySpreadConstraints/*/topologyKey",
            POD + "/topologySpreadConstraints/*/whenUnsatisfiable");

    private static final Pattern STEPS = Pattern.compile("/");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var resource : cluster.resources()) {
            var id = Cluster.id(resource);
            if (Cluster.name(resource).isEmpty()) {
                found.accept(new Finding(id, "it has no name"));
            }
            REQUIRED.getOrDefault(resource.path("kind").asText(), List.of())
                    .forEach(path -> require(resource, path, missing -> found.accept(new Finding(id, missing))));
        }
        for (var workload : cluster.workloads()) {
            OF_PODS.forEach(path ->
                    require(workload.resource(), path, missing -> found.accept(new Finding(workload.id(), missing))));
        }
    }

    private static void require(JsonNode resource, String path, Consumer<String> missing) {
        walk(resource, STEPS.split(path), 1, () -> missing.accept(path + " is missing"));
    }

    private static void walk(JsonNode node, String[] steps, int at, Runnable missing) {
        if (at == steps.length) {
            if (node.isMissingNode() || node.isNull()) {
                missing.run();
            }
        } else if (steps[at].equals("*")) {
            node.forEach(element -> walk(element, steps, at + 1, missing));
        } else {
            walk(
                    node.isArray() ? node.path(Integer.parseInt(steps[at])) : node.path(steps[at]),
                    steps,
                    at + 1,
                    missing);
        }
    }
}
