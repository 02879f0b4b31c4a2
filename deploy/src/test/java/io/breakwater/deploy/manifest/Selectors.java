package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What selects pods selects those that it is meant for: one workload's, or at least somebody's. */
final class Selectors implements Rule {

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        var workloads = cluster.workloads();
        for (var workload : workloads) {
            expect(
                    List.of(workload.name()),
                    select(workloads, workload.resource().at("/spec/selector")),
                    what -> found.accept(new Finding(workload.id(), what)));
            for (var spread : workload.pod().path("topologySpreadConstraints")) {
                expect(
                        List.of(workload.name()),
                        select(workloads, spread.path("labelSelector")),
                        what -> found.accept(new Finding(workload.id(), "spreads by: " + what)));
            }
        }
        cluster.all("Service")
                .forEach(service -> expect(
                        List.of(Cluster.name(service).replace("-replicas", "")),
                        workloads.stream()
                                .filter(workload -> Labels.matchAll(service.at("/spec/selector"), workload.labels()))
                                .map(Workload::name)
                                .toList(),
                        what -> found.accept(new Finding(Cluster.id(service), what))));
        cluster.all("PodDisruptionBudget")
                .forEach(budget -> expect(
                        List.of(Cluster.name(budget)),
                        select(workloads, budget.at("/spec/selector")),
                        what -> found.accept(new Finding(Cluster.id(budget), what))));
        cluster.all("NetworkPolicy")
                .filter(policy ->
                        select(workloads, policy.at("/spec/podSelector")).isEmpty())
                .forEach(policy -> found.accept(new Finding(Cluster.id(policy), "it selects no pod")));
        cluster.all("ServiceMonitor").forEach(monitor -> {
            var scraped = cluster.all("Service")
                    .filter(service -> Labels.match(monitor.at("/spec/selector"), service.at("/metadata/labels")))
                    .map(Cluster::name)
                    .sorted()
                    .toList();
            expect(
                    Cluster.SERVICES.stream().sorted().toList(),
                    scraped,
                    what -> found.accept(new Finding(Cluster.id(monitor), what)));
        });
    }

    private static List<String> select(List<Workload> workloads, JsonNode selector) {
        Stream<Workload> selected = workloads.stream().filter(workload -> Labels.match(selector, workload.labels()));
        return selected.map(Workload::name).toList();
    }

    private static void expect(List<String> wanted, List<String> selected, Consumer<String> found) {
        if (!wanted.equals(selected)) {
            found.accept("selects " + selected + ", not " + wanted);
        }
    }
}
