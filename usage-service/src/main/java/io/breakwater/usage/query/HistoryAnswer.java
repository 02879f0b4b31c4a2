package io.breakwater.usage.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.counting.History;
import io.breakwater.usage.period.Window;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an account used over time.
 *
 * @param points one for each period, oldest first, those without use too
 * @param asOf when the database said so; null where it is away, and the points are what waits here alone
 * @param pending how many events of the account wait in the local journal for the database
 */
@RegisterForReflection
@Schema(examples = """
        {"platform": "linkedin", "user": "testuser", "window": "day", "from": "2026-11-21", "to": "2026-11-22",
         "points": [{"period": "2026-11-21", "metrics": {"requests": 5}}, {"period": "2026-11-22", "metrics": {}}],
         "source": "postgres", "asOf": "2026-11-22T10:00:00Z", "pending": 0, "degraded": false}
        """)
record HistoryAnswer(
        Platform platform,
        UserId user,
        Window window,
        String from,
        String to,
        List<Point> points,
        String source,
        @Nullable Instant asOf,
        long pending,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    /** @param metrics metric → how much */
    @RegisterForReflection
    record Point(String period, Map<String, Long> metrics) {}

    static HistoryAnswer of(Account account, Span span, History history) {
        return new HistoryAnswer(
                account.platform(),
                account.user(),
                span.first().window(),
                span.first().value(),
                span.last().value(),
                span.periods().stream()
                        .map(period -> new Point(
                                period.value(), new TreeMap<>(history.used().getOrDefault(period, Map.of()))))
                        .toList(),
                history.source().name().toLowerCase(Locale.ROOT),
                history.asOf().orElse(null),
                history.pending(),
                history.reason().isPresent(),
                history.reason().map(ProblemCode::slug).orElse(null));
    }
}
