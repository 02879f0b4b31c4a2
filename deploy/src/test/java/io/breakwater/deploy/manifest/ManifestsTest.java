package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.deploy.kustomize.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code deploy/kubernetes} applies holds together; and a checker that sees nothing would be noticed. */
class ManifestsTest {

    private static final Path PUBLIC_PATHS =
            Path.of("../health-service/src/main/java/io/breakwater/health/frontdoor/PublicPath.java");
    private static final Pattern PUBLIC_PATH = Pattern.compile("\\(\"(/api/[^\"]+)\", SuiteService");

    private static final Map<String, Cluster> RENDERED = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"trial", "trial-native", "production"})
    void anOverlayHoldsTogether(String overlay) {
        // Given
        var cluster = Cluster.ofOverlay(overlay);

        // When
        var findings = Rule.findings(cluster);

        // Then
        assertThat(findings).isEmpty();
        assertThat(cluster.services()).hasSize(Cluster.SERVICES.size());
    }

    @Test
    void theIngressPublishesWhatTheRouteDoes() {
        // Given
        var resources = new ArrayList<>(Cluster.ofOverlay("production").resources());
        resources.removeIf(resource -> resource.path("kind").asText().equals("HTTPRoute"));
        for (var ingress : YamlFiles.read(Path.of("kubernetes/components/ingress/ingress.yaml"))) {
            ingress.withObject("/metadata").put("namespace", "breakwater");
            resources.add(ingress);
        }

        // When
        var findings = Rule.findings(new Cluster(resources));

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void theFrontDoorPassesWhatTheRouteDoes() throws IOException {
        // Given
        var published = Routes.PUBLIC.entrySet().stream()
                .filter(path -> !path.getValue().equals("health-service"))
                .map(Map.Entry::getKey);

        // When
        var passed = PUBLIC_PATH
                .matcher(Files.readString(PUBLIC_PATHS))
                .results()
                .map(found -> found.group(1))
                .toList();

        // Then
        assertThat(passed).containsExactlyInAnyOrderElementsOf(published.toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsFound(Fault fault) {
        // Given
        var cluster =
                RENDERED.computeIfAbsent(fault.overlay, Cluster::ofOverlay).copy();

        // When
        fault.change.accept(cluster);

        // Then
        assertThat(Rule.findings(cluster).stream().map(Finding::what).collect(Collectors.joining("\n")))
                .contains(fault.expected);
    }

    record Fault(String name, String overlay, Consumer<Cluster> change, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault fault(String name, String expected, Consumer<Cluster> change) {
        return new Fault(name, "production", change, expected);
    }

    private static Fault inTrial(String name, String expected, Consumer<Cluster> change) {
        return new Fault(name, "trial", change, expected);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                // What the API server would refuse or drop
                fault("an unknown field", "unknown field", c -> container(c).put("imagePullPolcy", "Always")),
                fault("a field in the wrong place", "unknown field", c -> spec(c).put(
                                "automountServiceAccountToken", false)),
                fault("a number where text belongs", "Cannot coerce Integer", c -> env(c).put("value", 8080)),
                fault("text where a number belongs", "Cannot coerce String", c -> probe(c, "startupProbe")
                        .put("periodSeconds", "2")),
                fault("an old apiVersion", "no type is known", c -> scaler(c).put("apiVersion", "autoscaling/v2beta2")),
                fault("a container without an image", "image is missing", c -> container(c)
                        .remove("image")),
                fault("a set without a governing service", "serviceName is missing", c -> spec(c).remove(
                                "serviceName")),
                fault("a word that is none", "whenUnsatisfiable is", c -> ((ObjectNode)
                                pod(c).at("/topologySpreadConstraints/0"))
                        .put("whenUnsatisfiable", "Sometimes")),
                fault("an amount that is none", "is no amount", c -> container(c)
                        .withObject("/resources/requests")
                        .put("memory", "448MB")),
                fault("a request over the limit", "requests more memory", c -> container(c)
                        .withObject("/resources/requests")
                        .put("memory", "2Gi")),
                fault("no memory limit", "limits/memory is missing", c -> container(c)
                        .withObject("/resources")
                        .remove("limits")),
                // What is named and is not there
                fault("a ConfigMap that is not there", "there is no ConfigMap", c -> ((ObjectNode)
                                container(c).at("/envFrom/0/configMapRef"))
                        .put("name", "breakwater-config")),
                fault("an account that is not there", "there is no ServiceAccount", c -> pod(c).put(
                                "serviceAccountName", "usage")),
                fault("a Secret that nobody makes", "nobody is told to make", c -> ((ObjectNode)
                                container(c).at("/env/0/valueFrom/secretKeyRef"))
                        .put("name", "secrets")),
                fault("another variable's key", "from the key", c -> ((ObjectNode)
                                container(c).at("/env/0/valueFrom/secretKeyRef"))
                        .put("key", "API_KEYS")),
                fault("a mount without a volume", "and mounts", c -> ((ObjectNode)
                                container(c).at("/volumeMounts/1"))
                        .put("name", "temp")),
                fault("an autoscaler of nobody", "there is no Deployment", c -> scaler(c)
                        .withObject("/spec/scaleTargetRef")
                        .put("kind", "Deployment")),
                fault("an address of nobody", "there is no Service 'usage'", c -> config(c)
                        .put("USAGE_SERVICE_URL", "http://usage:8080")),
                fault("an address at a closed port", "does not listen on", c -> config(c)
                        .put("USAGE_SERVICE_URL", "http://usage-service:3001")),
                fault(
                        "another namespace",
                        "there is no Namespace",
                        c -> c.resources().getLast().withObject("/metadata").put("namespace", "default")),
                fault("a governing Service with an address", "not headless", c -> service(c, "usage-service-replicas")
                        .withObject("/spec")
                        .remove("clusterIP")),
                // Selectors and ports
                fault("a Service of two workloads", "selects [", c -> service(c, "usage-service")
                        .withObject("/spec/selector")
                        .remove("app.kubernetes.io/name")),
                fault("a budget for nobody", "selects []", c -> c.find("PodDisruptionBudget", "usage-service")
                        .orElseThrow()
                        .withObject("/spec/selector/matchLabels")
                        .put("app.kubernetes.io/name", "usage")),
                fault("a policy for nobody", "selects no pod", c -> policy(c, "usage-service")
                        .withObject("/spec/podSelector/matchLabels")
                        .put("app.kubernetes.io/name", "usage")),
                fault("a headless Service scraped too", "selects [", c -> service(c, "usage-service-replicas")
                        .withObject("/metadata/labels")
                        .put("breakwater.io/scraped", "true")),
                fault("a Service to a closed port", "leads to", c -> ((ObjectNode)
                                service(c, "usage-service").at("/spec/ports/0"))
                        .put("targetPort", "https")),
                fault("a probe at a closed port", "no port of the container", c -> probe(c, "livenessProbe")
                        .withObject("/httpGet")
                        .put("port", "management")),
                fault("a service that listens elsewhere", "which is not its port", c -> config(c)
                        .put("QUARKUS_HTTP_PORT", "3001")),
                // Pod security
                fault("root", "/securityContext/runAsNonRoot is not", c -> pod(c).withObject("/securityContext")
                        .put("runAsNonRoot", false)),
                fault("user 0", "runs as root", c -> pod(c).withObject("/securityContext")
                        .put("runAsUser", 0)),
                fault("a token", "automountServiceAccountToken is not", c -> pod(c).remove(
                                "automountServiceAccountToken")),
                fault("a root that can be written", "readOnlyRootFilesystem", c -> container(c)
                        .withObject("/securityContext")
                        .put("readOnlyRootFilesystem", false)),
                fault("capabilities kept", "capabilities", c -> container(c)
                        .withObject("/securityContext")
                        .remove("capabilities")),
                fault("privileged", "is privileged", c -> container(c)
                        .withObject("/securityContext")
                        .put("privileged", true)),
                fault("the host's network", "hostNetwork", c -> pod(c).put("hostNetwork", true)),
                fault("the host's disk", "has the volume", c -> ((ArrayNode) pod(c).path("volumes"))
                        .addObject()
                        .put("name", "host")
                        .withObject("/hostPath")
                        .put("path", "/")),
                fault("no seccomp profile", "seccompProfile", c -> pod(c).withObject("/securityContext")
                        .remove("seccompProfile")),
                fault("an open namespace", "does not enforce restricted", c -> c.find("Namespace", "breakwater")
                        .orElseThrow()
                        .withObject("/metadata/labels")
                        .put("pod-security.kubernetes.io/enforce", "baseline")),
                // Probes and the stop
                fault(
                        "liveness asks readiness",
                        "livenessProbe does not ask /health/live",
                        c -> probe(c, "livenessProbe").withObject("/httpGet").put("path", "/health/ready")),
                fault("no readiness probe", "has no readinessProbe", c -> container(c)
                        .remove("readinessProbe")),
                fault("an impatient start", "startupProbe gives up", c -> probe(c, "startupProbe")
                        .put("failureThreshold", 3)),
                fault("an impatient liveness probe", "livenessProbe gives up", c -> probe(c, "livenessProbe")
                        .put("periodSeconds", 5)),
                fault("readiness noticed too late", "drains for 5 s", c -> probe(c, "readinessProbe")
                        .put("periodSeconds", 10)),
                fault("killed before it has stopped", "is killed after 20 s", c -> pod(c).put(
                                "terminationGracePeriodSeconds", 20)),
                // Settings
                fault("a name with a slip", "nobody reads LLM_SERVICE_ULR", c -> config(c)
                        .put("LLM_SERVICE_ULR", "http://llm")),
                fault("a password in the clear", "in the clear", c -> config(c)
                        .put("DATABASE_URL", "postgresql://u:p@db.example.com/b")),
                fault("a key in the clear", "in the clear", c -> config(c).put("LLM_API_KEY", "sk-1")),
                fault("data in a volatile place", "does not survive the pod", c -> config(c)
                        .put("BREAKWATER_DATA_DIR", "/tmp")),
                fault("published without callers' keys", "may start without API_KEYS", c -> ((ObjectNode)
                                container(c).at("/env/2/valueFrom/secretKeyRef"))
                        .put("optional", true)),
                fault("published without a digest", "without a digest", c -> container(c)
                        .put("image", "ghcr.io/breakwater/usage-service:0.1.0")),
                inTrial("an image that moves", "which has no version", c -> container(c)
                        .put("image", "ghcr.io/breakwater/usage-service:latest")),
                // Scaling
                fault("replicas that every apply resets", "resets the replicas", c -> spec(c).put("replicas", 3)),
                fault("a journal that goes with its replica", "its volumes go", c -> spec(c).withObject(
                                "/persistentVolumeClaimRetentionPolicy")
                        .put("whenScaled", "Delete")),
                fault("a budget that blocks every drain", "blocks every drain", c -> c.find(
                                "PodDisruptionBudget", "usage-service")
                        .orElseThrow()
                        .withObject("/spec")
                        .put("maxUnavailable", 0)),
                fault("one replica is enough", "fewer than two", c -> scaler(c)
                        .withObject("/spec")
                        .put("minReplicas", 1)),
                // Who talks to whom
                fault("everybody talks", "nothing is denied", c -> c.resources()
                        .removeIf(resource -> Cluster.name(resource).equals("nothing-by-default"))),
                fault("a service without names", "cannot resolve", c -> policy(c, "names")
                        .withObject("/spec/podSelector/matchLabels")
                        .put("app.kubernetes.io/name", "health-service")),
                inTrial("a store that nobody reaches", "cannot reach StatefulSet/postgres", c -> ((ObjectNode)
                                policy(c, "postgres").at("/spec/ingress/0/ports/0"))
                        .put("port", 5433)),
                inTrial("a service that is let in for nothing", "has nothing to say to", c -> ((ArrayNode)
                                policy(c, "usage-service").at("/spec/ingress/0/from"))
                        .addObject()
                        .withObject("/podSelector/matchLabels")
                        .put("app.kubernetes.io/name", "image-proxy-service")),
                fault("a way in to the private network", "private addresses", c -> ((ObjectNode)
                                policy(c, "image-proxy-service").at("/spec/egress/0/to/0/ipBlock"))
                        .remove("except")),
                fault("a store out of reach", "cannot reach its store on 5432", c -> c.resources()
                        .removeIf(resource -> Cluster.name(resource).equals("to-postgres"))),
                // Routes
                fault("the operator's paths published", "publishes", c -> ((ObjectNode)
                                route(c).at("/spec/rules/0/matches/0/path"))
                        .put("value", "/")),
                fault("a path at the wrong service", "publishes", c -> ((ObjectNode)
                                route(c).at("/spec/rules/0/backendRefs/0"))
                        .put("name", "health-service")),
                fault("a route to a closed port", "with the port", c -> ((ObjectNode)
                                route(c).at("/spec/rules/0/backendRefs/0"))
                        .put("port", 3001)));
    }

    private static ObjectNode usage(Cluster cluster) {
        return cluster.service("usage-service").resource();
    }

    private static ObjectNode spec(Cluster cluster) {
        return usage(cluster).withObject("/spec");
    }

    private static ObjectNode pod(Cluster cluster) {
        return usage(cluster).withObject("/spec/template/spec");
    }

    private static ObjectNode container(Cluster cluster) {
        return (ObjectNode) pod(cluster).at("/containers/0");
    }

    private static ObjectNode env(Cluster cluster) {
        return ((ArrayNode) container(cluster).path("env")).addObject().put("name", "QUARKUS_HTTP_PORT");
    }

    private static ObjectNode probe(Cluster cluster, String name) {
        return container(cluster).withObject("/" + name);
    }

    private static ObjectNode config(Cluster cluster) {
        JsonNode data = cluster.configuration(cluster.service("usage-service"));
        return (ObjectNode) data;
    }

    private static ObjectNode scaler(Cluster cluster) {
        return cluster.find("HorizontalPodAutoscaler", "usage-service").orElseThrow();
    }

    private static ObjectNode service(Cluster cluster, String name) {
        return cluster.find("Service", name).orElseThrow();
    }

    private static ObjectNode policy(Cluster cluster, String name) {
        return cluster.find("NetworkPolicy", name).orElseThrow();
    }

    private static ObjectNode route(Cluster cluster) {
        return cluster.find("HTTPRoute", "breakwater").orElseThrow();
    }
}
