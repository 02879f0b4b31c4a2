package io.breakwater.health.suite;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.breakwater.resilience.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an observation says of the components: of the service itself, and of what only that service knows. */
final class Findings {

    private static final String MODEL = "ai-service";
    private static final String IMAGE_HOST = "image:";

    /** Of fewer hosts than this, all failing may still be the hosts' own fault. */
    private static final int ENOUGH_HOSTS = 3;

    private Findings() {}

    /** What those of all instances of a service say together; at least one. */
    static Map<Component, CheckResult> of(List<Observation> instances) {
        var asked = instances.stream().filter(seen -> seen.checkedAt() != null).toList();
        var found = new LinkedHashMap<Component, List<CheckResult>>();
        for (var seen : asked.isEmpty() ? instances : asked) {
            of(seen).forEach((component, result) ->
                    found.computeIfAbsent(component, _ -> new ArrayList<>()).add(result));
        }
        var together = new LinkedHashMap<Component, CheckResult>();
        found.forEach((component, results) -> together.put(component, together(results)));
        return together;
    }

    /** As all are, where they agree; else degraded while one is fine, and whatever nobody knows counts for nothing. */
    private static CheckResult together(List<CheckResult> results) {
        if (results.size() == 1) {
            return results.getFirst();
        }
        var known = results.stream()
                .filter(result -> result.status() != ComponentStatus.UNKNOWN)
                .toList();
        if (known.isEmpty()) {
            return results.getFirst();
        }
        var troubled = known.stream().filter(result -> !result.status().fine()).toList();
        var latency = known.stream()
                .map(CheckResult::latencyMs)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (troubled.isEmpty()) {
            return new CheckResult(
                    known.getFirst().status(), latency, known.getFirst().detail());
        }
        var allAway = known.stream().allMatch(result -> result.status() == ComponentStatus.UNHEALTHY);
        return new CheckResult(
                allAway ? ComponentStatus.UNHEALTHY : ComponentStatus.DEGRADED,
                latency,
                troubled.size() + " of " + results.size() + " instances: "
                        + troubled.getFirst().detail());
    }

    static Map<Component, CheckResult> of(Observation seen) {
        var found = new HashMap<Component, CheckResult>();
        found.put(seen.service().component(), service(seen));
        switch (seen.service()) {
            case USAGE -> {}
            case IMAGE_PROXY -> found.put(Components.IMAGES, fromSnapshot(seen, Findings::images));
            case AI_REPLY -> found.put(Components.MODEL, fromSnapshot(seen, Findings::model));
        }
        return found;
    }

    private static CheckResult service(Observation seen) {
        var snapshot = seen.current();
        if (snapshot == null) {
            var reason = seen.reason() == null ? "not asked yet" : seen.reason().slug();
            return CheckResult.of(ComponentStatus.UNHEALTHY, "it does not answer: " + reason);
        }
        var latency = seen.latency() == null ? null : seen.latency().toNanos() / 1e6;
        var degradation = snapshot.degradation();
        return switch (degradation.level()) {
            case NONE -> {
                var open = notClosed(snapshot, name -> !name.startsWith(IMAGE_HOST));
                yield open.isEmpty()
                        ? new CheckResult(ComponentStatus.HEALTHY, latency, null)
                        : new CheckResult(ComponentStatus.DEGRADED, latency, "breakers not closed: " + open);
            }
            case REDUCED, MINIMAL ->
                new CheckResult(ComponentStatus.DEGRADED, latency, "degradation " + reasons(snapshot));
            case UNAVAILABLE ->
                new CheckResult(ComponentStatus.UNHEALTHY, latency, "it cannot serve: " + reasons(snapshot));
        };
    }

    private static CheckResult fromSnapshot(Observation seen, Function<Snapshot, CheckResult> judge) {
        var snapshot = seen.current();
        return snapshot == null
                ? CheckResult.of(ComponentStatus.UNKNOWN, seen.service().serviceName() + " does not answer")
                : judge.apply(snapshot);
    }

    private static CheckResult model(Snapshot snapshot) {
        var known = snapshot.dependencies().stream()
                .filter(dependency -> dependency.name().equals(MODEL))
                .findFirst();
        if (known.isEmpty()) {
            return CheckResult.of(ComponentStatus.UNKNOWN, "ai-reply-service does not tell of it");
        }
        return switch (known.get().state()) {
            case NOT_CONFIGURED -> CheckResult.notConfigured("the local engine answers");
            case UNKNOWN -> CheckResult.of(ComponentStatus.UNKNOWN, "ai-reply-service has not asked it yet");
            case DOWN -> CheckResult.of(ComponentStatus.UNHEALTHY, reason(known.get()));
            case UP ->
                notClosed(snapshot, MODEL::equals).isEmpty()
                        ? new CheckResult(ComponentStatus.HEALTHY, known.get().latencyMs(), null)
                        : CheckResult.of(ComponentStatus.DEGRADED, "its breaker is not closed");
        };
    }

    /**
     * One host that fails is that host's affair, and any caller can name such hosts; when all fail, it is the way out
     * that is lost.
     */
    private static CheckResult images(Snapshot snapshot) {
        var hosts = snapshot.breakers().stream()
                .filter(breaker -> breaker.name().startsWith(IMAGE_HOST))
                .toList();
        var open = hosts.stream()
                .filter(breaker -> breaker.state() == BreakerState.OPEN)
                .count();
        var detail = open + " of " + hosts.size() + " image hosts have an open breaker";
        return hosts.size() >= ENOUGH_HOSTS && open == hosts.size()
                ? CheckResult.of(ComponentStatus.DEGRADED, detail)
                : CheckResult.healthy(detail);
    }

    private static String notClosed(Snapshot snapshot, Predicate<String> named) {
        return snapshot.breakers().stream()
                .filter(breaker -> breaker.state() != BreakerState.CLOSED)
                .map(BreakerSnapshot::name)
                .filter(named)
                .collect(Collectors.joining(", "));
    }

    private static String reasons(Snapshot snapshot) {
        return snapshot.degradation().level().slug()
                + snapshot.degradation().reasons().entrySet().stream()
                        .map(reason -> ", " + reason.getKey() + ": " + reason.getValue())
                        .collect(Collectors.joining());
    }

    private static String reason(DependencyStatus status) {
        @Nullable String reason = status.reason();
        return reason == null ? "it does not answer" : reason;
    }
}
