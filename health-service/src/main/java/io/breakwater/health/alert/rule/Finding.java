package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSeverity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look found of one subject. Where nobody knows there is no finding: it is neither well nor bad.
 *
 * @param severity null where it is well
 * @param summary one line with the numbers: never an address, a secret or a user's text
 * @param causes the components whose failure would explain it
 */
record Finding(
        AlertRule rule,
        String subject,
        String component,
        @Nullable AlertSeverity severity,
        String summary,
        List<String> causes,
        Instant seenAt) {

    Finding {
        causes = List.copyOf(causes);
    }

    String key() {
        return rule.slug() + ":" + subject;
    }
}
