package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Root cause first. A component that is away explains what depends on it from its first failed check on, which is before
 * there is an alert of it: what it explains would else be told first.
 */
@Singleton
final class RootCauses {

    private final ComponentBoard board;

    RootCauses(ComponentBoard board) {
        this.board = board;
    }

    /** The first of these components that is away or alerted to be. */
    Optional<String> of(List<String> components, AlertPage page) {
        return components.stream()
                .filter(component -> away(component) || alerted(component, page))
                .findFirst();
    }

    private boolean away(String component) {
        return board.reports().stream()
                .filter(report -> report.name().equals(component))
                .map(ComponentReport::status)
                .anyMatch(status -> status == ComponentStatus.UNHEALTHY);
    }

    private static boolean alerted(String component, AlertPage page) {
        return page.active().stream()
                .anyMatch(alert -> alert.rule().root() && alert.component().equals(component));
    }
}
