package io.breakwater.deploy.manifest;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Replicas are added and taken away without an outage and without losing what they hold. */
final class Scaling implements Rule {

    /** They hold what was acknowledged and is nowhere else yet. */
    private static final Set<String> HOLDS_WHAT_MATTERS = Set.of("health-service", "usage-service", "ai-reply-service");

    private static final Set<String> SPREAD = Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var service : cluster.services()) {
            Consumer<String> here = what -> found.accept(new Finding(service.id(), what));
            if (cluster.find("PodDisruptionBudget", service.name()).isEmpty()) {
                here.accept("has no disruption budget");
            }
            var spread = StreamSupport.stream(
                            service.pod().path("topologySpreadConstraints").spliterator(), false)
                    .map(constraint -> constraint.path("topologyKey").asText())
                    .collect(Collectors.toSet());
            if (!spread.equals(SPREAD)) {
                here.accept("spreads over " + spread);
            }
            var kept = service.resource().at("/spec/persistentVolumeClaimRetentionPolicy");
            if (HOLDS_WHAT_MATTERS.contains(service.name())
                    && !(kept.path("whenScaled").asText().equals("Retain")
                            && kept.path("whenDeleted").asText().equals("Retain"))) {
                here.accept("its volumes go with its replicas");
            }
        }
        cluster.all("PodDisruptionBudget")
                .filter(budget -> budget.at("/spec/maxUnavailable").asInt() < 1)
                .forEach(budget -> found.accept(new Finding(Cluster.id(budget), "blocks every drain")));
        cluster.all("HorizontalPodAutoscaler").forEach(scaler -> {
            Consumer<String> here = what -> found.accept(new Finding(Cluster.id(scaler), what));
            var least = scaler.at("/spec/minReplicas").asInt(1);
            if (least < 2) {
                here.accept("allows fewer than two replicas");
            }
            if (least > scaler.at("/spec/maxReplicas").asInt()) {
                here.accept("has more as its least than as its most");
            }
            cluster.workloads().stream()
                    .filter(workload -> workload.name()
                            .equals(scaler.at("/spec/scaleTargetRef/name").asText()))
                    .filter(workload -> workload.resource().path("spec").has("replicas"))
                    .forEach(workload -> here.accept("every apply resets the replicas of " + workload.id()));
        });
    }
}
