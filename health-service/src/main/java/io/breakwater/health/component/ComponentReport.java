package io.breakwater.health.component;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A component at one moment.
 *
 * @param since when it entered this status
 * @param checkedAt when a check last ended: the age of what is said here
 * @param latencyMs how long it took to answer that check
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentReport(
        String name,
        ComponentStatus status,
        boolean critical,
        Instant since,
        @Nullable Instant checkedAt,
        @Nullable Double latencyMs,
        @Nullable String detail) {

    static ComponentReport unchecked(Component component, Instant now) {
        return new ComponentReport(
                component.name(), ComponentStatus.UNKNOWN, component.critical(), now, null, null, "not checked yet");
    }

    ComponentReport after(CheckResult result, Instant now) {
        return new ComponentReport(
                name,
                result.status(),
                critical,
                result.status() == status ? since : now,
                now,
                result.latencyMs(),
                result.detail());
    }

    ComponentReport definedBy(Component component) {
        return new ComponentReport(name, status, component.critical(), since, checkedAt, latencyMs, detail);
    }

    /** The same once nobody has looked for too long. */
    ComponentReport stale(Instant staleSince) {
        return new ComponentReport(
                name, ComponentStatus.UNKNOWN, critical, staleSince, checkedAt, null, "not checked for too long");
    }
}
