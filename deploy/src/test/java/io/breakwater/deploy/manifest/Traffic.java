package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Exactly those talk to each other who have something to say, by both sides' policies; all others can't. */
final class Traffic implements Rule {

    private static final Map<String, Set<String>> TALKS = Map.of(
            "health-service", Set.of("usage-service", "image-proxy-service", "ai-reply-service", "postgres", "redis"),
            "usage-service", Set.of("postgres", "redis"),
            "image-proxy-service", Set.of("redis"),
            "ai-reply-service", Set.of("usage-service", "redis"),
            "postgres", Set.of(),
            "redis", Set.of());

    private static final Map<String, List<Integer>> STORE_PORTS = Map.of(
            "health-service", List.of(5432, 6379),
            "usage-service", List.of(5432, 6379),
            "image-proxy-service", List.of(6379),
            "ai-reply-service", List.of(6379));

    /** What no way to the internet may include. */
    private static final Set<String> PRIVATE =
            Set.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "100.64.0.0/10");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        var policies = cluster.all("NetworkPolicy").map(JsonNode.class::cast).toList();
        if (policies.stream().noneMatch(Traffic::deniesAll)) {
            found.accept(new Finding("NetworkPolicy", "nothing is denied by default"));
        }
        for (var from : cluster.workloads()) {
            for (var to : cluster.workloads()) {
                talks(policies, from, to, found);
            }
        }
        for (var service : cluster.services()) {
            Consumer<String> here = what -> found.accept(new Finding(service.id(), what));
            if (!resolves(policies, service)) {
                here.accept("cannot resolve a name");
            }
            if (cluster.find("StatefulSet", "postgres").isEmpty()) {
                STORE_PORTS.get(service.name()).stream()
                        .filter(port -> outward(policies, service).noneMatch(rule -> hasPort(rule, port)))
                        .forEach(port -> here.accept("cannot reach its store on " + port));
            }
        }
        policies.forEach(policy -> wayOut(policy, found));
    }

    private static boolean deniesAll(JsonNode policy) {
        return policy.at("/spec/podSelector").isEmpty()
                && policy.at("/spec/policyTypes").size() == 2
                && !policy.path("spec").has("ingress")
                && !policy.path("spec").has("egress");
    }

    private static void talks(List<JsonNode> policies, Workload from, Workload to, Consumer<Finding> found) {
        var wanted = TALKS.getOrDefault(from.name(), Set.of()).contains(to.name());
        for (var port : to.container().path("ports")) {
            var leaves = allowed(policies, from, to, port, "egress", "to");
            var enters = allowed(policies, to, from, port, "ingress", "from");
            if (wanted && !(leaves && enters)) {
                found.accept(new Finding(
                        from.id(),
                        "cannot reach " + to.id() + ": " + (leaves ? "it is not let in" : "it is not let out")));
            }
            if (!wanted && (leaves || enters)) {
                found.accept(new Finding(
                        from.id(), "has nothing to say to " + to.id() + " and is let " + (leaves ? "out" : "in")));
            }
        }
    }

    private static boolean allowed(
            List<JsonNode> policies, Workload subject, Workload peer, JsonNode port, String direction, String side) {
        return rules(policies, subject, direction)
                .filter(rule -> hasPort(rule, port.path("containerPort").asInt())
                        || hasPort(rule, port.path("name").asText()))
                .flatMap(rule -> stream(rule.path(side)))
                .anyMatch(one -> one.has("podSelector")
                        && !one.has("namespaceSelector")
                        && Labels.match(one.path("podSelector"), peer.labels()));
    }

    private static Stream<JsonNode> rules(List<JsonNode> policies, Workload subject, String direction) {
        return policies.stream()
                .filter(policy -> Labels.match(policy.at("/spec/podSelector"), subject.labels()))
                .filter(policy -> stream(policy.at("/spec/policyTypes"))
                        .anyMatch(type -> type.asText().equalsIgnoreCase(direction)))
                .flatMap(policy -> stream(policy.path("spec").path(direction)));
    }

    private static Stream<JsonNode> outward(List<JsonNode> policies, Workload service) {
        return rules(policies, service, "egress")
                .filter(rule -> stream(rule.path("to")).anyMatch(peer -> peer.has("ipBlock")));
    }

    private static boolean resolves(List<JsonNode> policies, Workload service) {
        return rules(policies, service, "egress")
                .anyMatch(rule -> hasPort(rule, 53)
                        && stream(rule.path("ports"))
                                        .map(port -> port.path("protocol").asText())
                                        .filter(Set.of("UDP", "TCP")::contains)
                                        .distinct()
                                        .count()
                                == 2);
    }

    private static boolean hasPort(JsonNode rule, Object port) {
        return stream(rule.path("ports"))
                .anyMatch(one -> one.path("port").asText().equals(port.toString()));
    }

    private static void wayOut(JsonNode policy, Consumer<Finding> found) {
        for (var direction : List.of("ingress", "egress")) {
            for (var rule : policy.path("spec").path(direction)) {
                if (rule.path("ports").isEmpty()) {
                    found.accept(new Finding(Cluster.id(policy), "allows every port"));
                }
                if (rule.path("to").isEmpty() && rule.path("from").isEmpty()) {
                    found.accept(new Finding(Cluster.id(policy), "allows everybody"));
                }
                stream(rule.path("to"))
                        .map(peer -> peer.path("ipBlock"))
                        .filter(block -> block.path("cidr").asText().equals("0.0.0.0/0"))
                        .filter(block -> !stream(block.path("except"))
                                .map(JsonNode::asText)
                                .toList()
                                .containsAll(PRIVATE))
                        .forEach(_ -> found.accept(
                                new Finding(Cluster.id(policy), "leads to private addresses, not only out")));
            }
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
