package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What each check of a component says: memory and CPU, the database, and whatever fails again and again. */
@Singleton
final class ComponentVotes implements ComponentListener {

    private final Tallies tallies;
    private final Dependencies dependencies;
    private final AlertSettings settings;
    private final InstantSource clock;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    ComponentVotes(Tallies tallies, Dependencies dependencies, AlertSettings settings, InstantSource clock) {
        this.tallies = tallies;
        this.dependencies = dependencies;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void checked(ComponentReport report, boolean changed) {
        if (report.status() == ComponentStatus.UNKNOWN) {
            return;
        }
        var name = report.name();
        if (Components.isMemory(name)) {
            vote(AlertRule.MEMORY, report, ofMachine(report), name + ": " + detail(report));
        } else if (Components.isCpu(name)) {
            vote(AlertRule.CPU, report, ofMachine(report), name + " for a minute: " + detail(report));
        } else if (name.equals(Components.DATABASE.name())) {
            vote(
                    AlertRule.DATABASE_LOST,
                    report,
                    failed(report) ? AlertSeverity.CRITICAL : null,
                    failed(report) ? detail(report) : "the database answers");
        } else {
            inARow(report);
        }
    }

    private void inARow(ComponentReport report) {
        int run = failures.merge(report.name(), failed(report) ? 1 : 0, (before, one) -> one == 0 ? 0 : before + 1);
        if (run == 0) {
            vote(
                    AlertRule.CONSECUTIVE_ERRORS,
                    report,
                    null,
                    "it is " + report.status().slug());
        } else if (run >= settings.consecutiveErrors()) {
            vote(
                    AlertRule.CONSECUTIVE_ERRORS,
                    report,
                    severity(report),
                    run + " failed checks in a row: " + detail(report));
        }
    }

    /** Losing what the suite can do without is for the day. */
    private static AlertSeverity severity(ComponentReport report) {
        return report.critical() ? AlertSeverity.CRITICAL : AlertSeverity.WARNING;
    }

    private static @Nullable AlertSeverity ofMachine(ComponentReport report) {
        return switch (report.status()) {
            case DEGRADED -> AlertSeverity.WARNING;
            case UNHEALTHY -> AlertSeverity.CRITICAL;
            case HEALTHY, NOT_CONFIGURED, UNKNOWN -> null;
        };
    }

    private static boolean failed(ComponentReport report) {
        return report.status() == ComponentStatus.UNHEALTHY;
    }

    private static String detail(ComponentReport report) {
        @Nullable String detail = report.detail();
        return detail == null ? report.status().slug() : detail;
    }

    private void vote(AlertRule rule, ComponentReport report, @Nullable AlertSeverity severity, String summary) {
        var checkedAt = report.checkedAt();
        Instant seenAt = checkedAt == null ? clock.instant() : checkedAt;
        var causes = rule.root() ? dependencies.of(report.name()) : List.<String>of();
        tallies.found(new Finding(rule, report.name(), report.name(), severity, summary, causes, seenAt));
    }
}
