package io.breakwater.health.component;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What one check found.
 *
 * @param latencyMs how long the component took to answer; null where it was not asked anything
 * @param detail one short sentence for people: never an address, a secret or a user's text
 */
public record CheckResult(
        ComponentStatus status,
        @Nullable Double latencyMs,
        @Nullable String detail) {

    public CheckResult {
        requireNonNull(status, "status");
    }

    public static CheckResult of(ComponentStatus status, @Nullable String detail) {
        return new CheckResult(status, null, detail);
    }

    public static CheckResult healthy(@Nullable String detail) {
        return of(ComponentStatus.HEALTHY, detail);
    }

    public static CheckResult notConfigured(String detail) {
        return of(ComponentStatus.NOT_CONFIGURED, detail);
    }
}
