package io.breakwater.usage.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Window;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an account.
 *
 * @param limits metric → window → how much
 * @param reason why it is degraded; absent where it is not
 */
@RegisterForReflection
@Schema(examples = """
        {"platform": "linkedin", "user": "testuser", "limits": {"requests": {"day": 100, "month": 1000}},
         "degraded": false}
        """)
record LimitsAnswer(
        Platform platform,
        UserId user,
        Map<String, Map<Window, Long>> limits,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    static LimitsAnswer of(Account account, LimitStore.Found found) {
        var sorted = new TreeMap<String, Map<Window, Long>>();
        found.limits().byMetric().forEach((metric, windows) -> sorted.put(metric, new TreeMap<>(windows)));
        return new LimitsAnswer(
                account.platform(),
                account.user(),
                sorted,
                found.reason().isPresent(),
                found.reason().map(ProblemCode::slug).orElse(null));
    }
}
