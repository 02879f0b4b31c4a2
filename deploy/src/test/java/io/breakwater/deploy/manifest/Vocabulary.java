package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Fields that take one of a few words have one of them. */
final class Vocabulary implements Rule {

    /** By the field's name, which means the same wherever it stands in our kinds. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent", "Never")),
            Map.entry("whenUnsatisfiable", Set.of("ScheduleAnyway", "DoNotSchedule")),
            Map.entry("podManagementPolicy", Set.of("Parallel", "OrderedReady")),
            Map.entry("fsGroupChangePolicy", Set.of("OnRootMismatch", "Always")),
            Map.entry("unhealthyPodEvictionPolicy", Set.of("AlwaysAllow", "IfHealthyBudget")),
            Map.entry("whenDeleted", Set.of("Retain", "Delete")),
            Map.entry("whenScaled", Set.of("Retain", "Delete")),
            Map.entry("pathType", Set.of("Exact", "Prefix", "ImplementationSpecific")),
            Map.entry("operator", Set.of("In", "NotIn", "Exists", "DoesNotExist")),
            Map.entry("policyTypes", Set.of("Ingress", "Egress")),
            Map.entry("accessModes", Set.of("ReadWriteOnce", "ReadWriteOncePod", "ReadOnlyMany", "ReadWriteMany")),
            Map.entry("selectPolicy", Set.of("Max", "Min", "Disabled")),
            Map.entry("severity", Set.of("warning", "critical")));

    /** {@code type} means another thing in each place: by the field that it stands in. */
    private static final Map<String, Set<String>> TYPES = Map.of(
            "seccompProfile", Set.of("RuntimeDefault", "Localhost", "Unconfined"),
            "path", Set.of("Exact", "PathPrefix", "RegularExpression"),
            "metrics", Set.of("Resource", "ContainerResource", "Pods", "Object", "External"),
            "target", Set.of("Utilization", "Value", "AverageValue"),
            "policies", Set.of("Pods", "Percent"),
            "spec", Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"));

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var resource : cluster.resources()) {
            if (!resource.path("kind").asText().equals("ConfigMap")) {
                walk(resource, "", what -> found.accept(new Finding(Cluster.id(resource), what)));
            }
        }
    }

    private static void walk(JsonNode node, String within, Consumer<String> found) {
        for (var field : node.properties()) {
            var name = field.getKey();
            var words = name.equals("type") ? TYPES.get(within) : WORDS.get(name);
            if (words != null) {
                verify(name, field.getValue(), words, found);
            }
            walk(field.getValue(), name, found);
        }
        if (node.isArray()) {
            node.forEach(element -> walk(element, within, found));
        }
    }

    private static void verify(String name, JsonNode value, Set<String> words, Consumer<String> found) {
        if (value.isArray()) {
            value.forEach(element -> verify(name, element, words, found));
        } else if (!words.contains(value.asText())) {
            found.accept(name + " is " + value + ", not one of " + words);
        }
    }
}
