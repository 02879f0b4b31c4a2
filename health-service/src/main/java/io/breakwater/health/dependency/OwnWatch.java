package io.breakwater.health.dependency;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import io.breakwater.health.suite.FirstLook;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DependencyMonitor;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the board each second what the library's monitor knows of this instance and of the database and Redis that it was
 * given. The monitor does the asking; this only reads its memory.
 */
@Singleton
final class OwnWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final List<Component> SHARED = List.of(Components.DATABASE, Components.REDIS);

    private final DependencyMonitor monitor;
    private final ComponentBoard board;
    private @Nullable Repeated looks;

    OwnWatch(DependencyMonitor monitor, ComponentBoard board) {
        this.monitor = monitor;
        this.board = board;
    }

    synchronized void start(@Observes StartupEvent event) {
        looks = Repeated.start("watch-own", this::look);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (looks != null) {
            looks.close();
        }
    }

    private Duration look() {
        var statuses = monitor.statuses();
        for (var component : SHARED) {
            board.report(
                    component,
                    statuses.stream()
                            .filter(status -> status.name().equals(component.name()))
                            .findFirst()
                            .map(OwnWatch::dependency)
                            .orElseGet(() -> CheckResult.notConfigured("this service has none")));
        }
        board.report(Components.HEALTH_SERVICE, itself(monitor.degradation()));
        return INTERVAL;
    }

    private static CheckResult dependency(DependencyStatus status) {
        return switch (status.state()) {
            case NOT_CONFIGURED -> CheckResult.notConfigured("no address is given");
            case UNKNOWN -> CheckResult.of(ComponentStatus.UNKNOWN, "not asked yet");
            case UP -> new CheckResult(ComponentStatus.HEALTHY, status.latencyMs(), null);
            case DOWN -> CheckResult.of(ComponentStatus.UNHEALTHY, "it does not answer: " + status.reason());
        };
    }

    /**
     * That the first look at the others is under way is no trouble of this service: readiness alone waits for it, and what
     * is told right after must not be what was so before. How bad the rest is shows at the next look.
     */
    static CheckResult itself(Degradation degradation) {
        var looking = degradation.reasons().containsKey(FirstLook.NAME);
        var reasons = degradation.reasons().entrySet().stream()
                .filter(reason -> !reason.getKey().equals(FirstLook.NAME))
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining(", "));
        if (looking) {
            return reasons.isEmpty() ? CheckResult.healthy(null) : CheckResult.of(ComponentStatus.DEGRADED, reasons);
        }
        return switch (degradation.level()) {
            case NONE -> CheckResult.healthy(null);
            case REDUCED, MINIMAL -> CheckResult.of(ComponentStatus.DEGRADED, reasons);
            case UNAVAILABLE -> CheckResult.of(ComponentStatus.UNHEALTHY, reasons);
        };
    }
}
