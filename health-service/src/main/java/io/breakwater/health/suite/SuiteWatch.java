package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.change.ChangeFeed;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.Components;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches all instances of all services, each from a thread of its own, and knows what was last seen of each. Tells the
 * board how a service is, over its instances, and the feed what changed in any.
 */
@Singleton
public final class SuiteWatch implements ComponentListener {

    private static final Logger LOG = Logger.getLogger(SuiteWatch.class);

    private final SnapshotReader reader;
    private final BreakerRegistry breakers;
    private final RecoveryHistory recoveries;
    private final ComponentBoard board;
    private final ChangeFeed feed;
    private final WatchSettings settings;
    private final InstantSource clock;
    private final Whereabouts whereabouts;
    private final Bells bells;
    private final Map<SuiteService, ConcurrentSkipListMap<URI, InstanceWatch>> watches =
            new EnumMap<>(SuiteService.class);
    private volatile boolean followed;
    private boolean started;
    private @Nullable Repeated asking;

    SuiteWatch(
            SnapshotReader reader,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            ComponentBoard board,
            ChangeFeed feed,
            WatchSettings settings,
            InstantSource clock,
            Whereabouts whereabouts,
            Bells bells) {
        this.reader = reader;
        this.breakers = breakers;
        this.recoveries = recoveries;
        this.board = board;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
        this.whereabouts = whereabouts;
        this.bells = bells;
        for (var service : SuiteService.values()) {
            watches.put(service, new ConcurrentSkipListMap<>());
            whereabouts.said(service).forEach(address -> watches.get(service).put(address, watch(service, address)));
        }
    }

    synchronized void start(@Observes StartupEvent event) {
        started = true;
        watches.values().forEach(each -> each.values().forEach(watch -> watch.start(bells)));
        if (whereabouts.change()) {
            asking = Repeated.start("find-instances", this::find);
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        started = false;
        if (asking != null) {
            asking.close();
        }
        watches.values().forEach(each -> each.values().forEach(InstanceWatch::stop));
    }

    /** Whether every instance that is known was asked once, and the board says what came of it. */
    boolean looked() {
        return watches.values().stream().flatMap(each -> each.values().stream()).allMatch(InstanceWatch::looked);
    }

    /** What is known of each instance, in the order of {@link SuiteService}; at least one of each service. */
    public List<Observation> observations() {
        return Arrays.stream(SuiteService.values())
                .flatMap(service -> observations(service).stream())
                .toList();
    }

    /** What is known of each instance of this service. */
    public List<Observation> observations(SuiteService service) {
        return watches.get(service).values().stream().map(InstanceWatch::latest).toList();
    }

    /** Somebody has a reason to think that this service is not as it was: it is looked at now. */
    public void look(SuiteService service) {
        watches.get(service).values().forEach(InstanceWatch::wake);
    }

    /** Whether somebody follows what is seen as it is seen: then it is looked at more often. */
    public void followed(boolean now) {
        var before = followed;
        followed = now;
        if (now && !before) {
            for (var service : SuiteService.values()) {
                look(service);
            }
        }
    }

    /** What changes in the suite seldom changes alone. What is registered is none of the services' concern. */
    @Override
    public void checked(ComponentReport report, boolean changed) {
        if (changed && Components.ALL.stream().map(Component::name).anyMatch(report.name()::equals)) {
            for (var service : SuiteService.values()) {
                if (!service.serviceName().equals(report.name())) {
                    look(service);
                }
            }
        }
    }

    private InstanceWatch watch(SuiteService service, URI address) {
        var target = new Target(service, address, () -> othersAnswer(service, address));
        return new InstanceWatch(
                target, reader, breakers, recoveries, this::seen, this::interval, settings.recoveryInterval(), clock);
    }

    private boolean othersAnswer(SuiteService service, URI address) {
        return observations(service).stream()
                .anyMatch(seen -> !seen.address().equals(address) && seen.current() != null);
    }

    private Duration interval() {
        return followed && settings.liveInterval().compareTo(settings.interval()) < 0
                ? settings.liveInterval()
                : settings.interval();
    }

    private void seen(Observation before, Observation now) {
        report(now.service());
        Differences.between(before, now, clock.instant()).forEach(feed::publish);
    }

    /** One at a time, so that the board's last word is on what was seen last. Waits for nothing. */
    private void report(SuiteService service) {
        synchronized (watches.get(service)) {
            Findings.of(observations(service)).forEach(board::report);
        }
    }

    private Duration find() throws InterruptedException {
        for (var service : SuiteService.values()) {
            follow(service, whereabouts.ask(service));
        }
        return settings.namesInterval();
    }

    private synchronized void follow(SuiteService service, Set<URI> addresses) {
        var known = watches.get(service);
        for (var address : addresses) {
            if (started && !known.containsKey(address)) {
                var watch = watch(service, address);
                known.put(address, watch);
                watch.start(bells);
                LOG.infof("event=instance-found service=%s", service.serviceName());
            }
        }
        for (var watch : known.values()) {
            if (!addresses.contains(watch.latest().address())) {
                known.remove(watch.latest().address());
                watch.stop();
                LOG.infof("event=instance-gone service=%s", service.serviceName());
                feed.publish(Differences.gone(watch.latest(), clock.instant()));
            }
        }
    }
}
