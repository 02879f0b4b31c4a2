package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The restricted Pod Security Standard, and what we ask beyond it: no token, a root that cannot be written. */
final class PodSecurity implements Rule {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HOST = List.of("hostNetwork", "hostPID", "hostIPC");

    /** Of the kinds that the restricted standard allows, those that we use. */
    private static final List<String> VOLUMES = List.of("emptyDir", "configMap", "secret");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        cluster.all("Namespace")
                .filter(namespace -> !namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted"))
                .forEach(namespace -> found.accept(new Finding(Cluster.id(namespace), "does not enforce restricted")));
        cluster.all("ServiceAccount")
                .filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
                .forEach(account -> found.accept(new Finding(Cluster.id(account), "mounts its token")));
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            pod(workload.pod(), here);
            workload.containers().forEach(container -> container(container, here));
            var others = workload.pod().path("initContainers").size()
                    + workload.pod().path("ephemeralContainers").size();
            if (others > 0) {
                here.accept("has containers that nobody checks");
            }
        }
    }

    private static void pod(JsonNode pod, Consumer<String> found) {
        expect(
                pod,
                Map.of(
                        "/securityContext/runAsNonRoot", "true",
                        "/securityContext/seccompProfile/type", "\"RuntimeDefault\"",
                        "/automountServiceAccountToken", "false",
                        "/enableServiceLinks", "false"),
                found);
        if (pod.at("/securityContext/runAsUser").asInt() == 0) {
            found.accept("runs as root");
        }
        HOST.stream().filter(pod::has).forEach(field -> found.accept("has " + field));
        for (var volume : pod.path("volumes")) {
            if (VOLUMES.stream().noneMatch(volume::has)) {
                found.accept("has the volume " + volume);
            }
        }
    }

    private static void container(JsonNode container, Consumer<String> found) {
        expect(
                container,
                Map.of(
                        "/securityContext/allowPrivilegeEscalation", "false",
                        "/securityContext/readOnlyRootFilesystem", "true",
                        "/securityContext/capabilities", "{\"drop\":[\"ALL\"]}"),
                found);
        if (container.at("/securityContext/privileged").asBoolean()) {
            found.accept("is privileged");
        }
        for (var field : List.of("runAsNonRoot", "runAsUser", "seccompProfile", "procMount")) {
            if (container.path("securityContext").has(field)) {
                found.accept("overrides the pod's " + field);
            }
        }
        for (var port : container.path("ports")) {
            if (port.has("hostPort")) {
                found.accept("takes a port of the host");
            }
        }
    }

    private static void expect(JsonNode node, Map<String, String> wanted, Consumer<String> found) {
        wanted.forEach((pointer, json) -> {
            try {
                if (!node.at(pointer).equals(JSON.readTree(json))) {
                    found.accept(pointer + " is not " + json);
                }
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }
}
