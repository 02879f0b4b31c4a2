package io.breakwater.health.component;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where checks write down what they found and everybody else reads it. Nothing here ever calls out. Safe for use by many
 * threads.
 */
@Singleton
public final class ComponentBoard {

    private static final Logger LOG = Logger.getLogger(ComponentBoard.class);

    private final Map<String, ComponentReport> latest = new ConcurrentHashMap<>();

    /** Those that were added to {@link Components#ALL}, by name. Bounded by who adds. */
    private final ConcurrentSkipListMap<String, Component> added = new ConcurrentSkipListMap<>();

    private final Duration staleAfter;
    private final InstantSource clock;
    private final Instance<ComponentListener> listeners;

    ComponentBoard(ComponentSettings settings, InstantSource clock, @Any Instance<ComponentListener> listeners) {
        this.staleAfter = settings.staleAfter();
        this.clock = clock;
        this.listeners = listeners;
        for (var component : Components.ALL) {
            latest.put(component.name(), ComponentReport.unchecked(component, clock.instant()));
        }
        // What there is of it is registered, under a name of its own.
        latest.computeIfPresent(
                Components.OBJECT_STORAGE.name(),
                (_, report) ->
                        report.after(CheckResult.notConfigured("no object storage is registered"), clock.instant()));
    }

    /** One more component, or another definition of one that was added. */
    public void add(Component component) {
        added.put(component.name(), component);
        latest.compute(
                component.name(),
                (_, report) -> report == null
                        ? ComponentReport.unchecked(component, clock.instant())
                        : report.definedBy(component));
    }

    /** One that was added is no more. */
    public void remove(String name) {
        if (added.remove(name) != null) {
            latest.remove(name);
        }
    }

    /** All that are watched: {@link Components#ALL} in their order, then those added, by name. */
    public List<Component> components() {
        return Stream.concat(Components.ALL.stream(), added.values().stream()).toList();
    }

    /** The one of this name, where it is watched. */
    public Optional<Component> component(String name) {
        return Optional.ofNullable(added.get(name)).or(() -> Components.ALL.stream()
                .filter(component -> component.name().equals(name))
                .findFirst());
    }

    /** A check of this component has ended. */
    public void report(Component component, CheckResult result) {
        var before = latest.get(component.name());
        var now = latest.compute(
                component.name(),
                (_, report) -> (report == null ? ComponentReport.unchecked(component, clock.instant()) : report)
                        .after(result, clock.instant()));
        var changed = before == null || before.status() != now.status();
        if (changed) {
            LOG.infof(
                    "event=component-changed component=%s status=%s",
                    now.name(), now.status().slug());
        }
        listeners.forEach(listener -> listener.checked(now, changed));
    }

    /** All components, in the order of {@link #components()}. */
    public List<ComponentReport> reports() {
        return components().stream().map(this::get).toList();
    }

    /** What is known of this component now. */
    public ComponentReport get(Component component) {
        var report = latest.getOrDefault(component.name(), ComponentReport.unchecked(component, clock.instant()));
        if (report.checkedAt() == null || report.status() == ComponentStatus.NOT_CONFIGURED) {
            return report;
        }
        var staleSince = report.checkedAt().plus(staleAfter);
        return staleSince.isBefore(clock.instant()) ? report.stale(staleSince) : report;
    }
}
