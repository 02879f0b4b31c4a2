package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Watches all services, each from a thread of its own, and knows what was last seen of each. */
@Singleton
public final class SuiteWatch implements ComponentListener {

    private final Map<SuiteService, ServiceWatch> watches = new EnumMap<>(SuiteService.class);
    private final Map<SuiteService, Repeated> running = new EnumMap<>(SuiteService.class);

    SuiteWatch(
            SnapshotReader reader,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            ComponentBoard board,
            WatchSettings settings,
            InstantSource clock) {
        for (var service : SuiteService.values()) {
            watches.put(service, new ServiceWatch(service, reader, breakers, recoveries, board, settings, clock));
        }
    }

    void start(@Observes StartupEvent event) {
        synchronized (running) {
            watches.forEach((service, watch) -> running.put(service, watch.start()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        synchronized (running) {
            running.forEach((service, looks) -> watches.get(service).stop(looks));
        }
    }

    /** Whether every service was asked once, and the board says what came of it. */
    boolean looked() {
        return watches.values().stream().allMatch(ServiceWatch::looked);
    }

    /** What is known of each service, in the order of {@link SuiteService}. */
    public List<Observation> observations() {
        return Arrays.stream(SuiteService.values())
                .map(service -> watches.get(service).latest())
                .toList();
    }

    /** Somebody has a reason to think that this service is not as it was: it is looked at now. */
    public void look(SuiteService service) {
        synchronized (running) {
            var looks = running.get(service);
            if (looks != null) {
                looks.wake();
            }
        }
    }

    /** What changes here seldom changes alone. */
    @Override
    public void checked(ComponentReport report, boolean changed) {
        if (changed) {
            for (var service : SuiteService.values()) {
                if (!service.serviceName().equals(report.name())) {
                    look(service);
                }
            }
        }
    }
}
