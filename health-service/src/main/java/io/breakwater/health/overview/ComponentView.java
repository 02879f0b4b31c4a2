package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Criticality;
import io.breakwater.health.history.Uptime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component as answers show it: what is known of it, and what it is.
 *
 * @param reason why it is not healthy; the same as detail, absent while it is
 * @param dependsOn what it is the worse without
 * @param uptime part of the known time in which it was not unhealthy, as of the latest minute; in lists of components alone,
 *     and absent where nothing is known yet
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentView(
        String name,
        ComponentStatus status,
        boolean critical,
        Criticality criticality,
        Instant since,
        @Nullable Instant checkedAt,
        @Nullable Double latencyMs,
        @Nullable String detail,
        @Nullable String reason,
        List<String> dependsOn,
        @Nullable Uptime uptime) {

    /** @param known names of the components that there are */
    static ComponentView of(Component component, ComponentReport report, Set<String> known) {
        return new ComponentView(
                report.name(),
                report.status(),
                report.critical(),
                component.criticality(),
                report.since(),
                report.checkedAt(),
                report.latencyMs(),
                report.detail(),
                report.status().fine() ? null : report.detail(),
                component.dependsOn().stream().filter(known::contains).toList(),
                null);
    }

    ComponentView with(@Nullable Uptime known) {
        return new ComponentView(
                name, status, critical, criticality, since, checkedAt, latencyMs, detail, reason, dependsOn, known);
    }
}
