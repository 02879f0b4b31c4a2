package io.breakwater.aireply.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.aireply.answer.Answer;
import io.breakwater.aireply.answer.Source;
import io.breakwater.aireply.model.TokenUse;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A reply and where it came from.
 *
 * @param degraded whether a fallback made it, and {@code reason} says why
 * @param ageSeconds how long ago a cached reply was made
 * @param attempts how often the model was asked
 * @param model the model that made it; absent where none did
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyAnswer(
        String reply,
        Platform platform,
        UserId user,
        Source source,
        boolean degraded,
        @Nullable String reason,
        @Nullable Long ageSeconds,
        int attempts,
        @Nullable String model,
        TokenUse usage,
        BigDecimal costUsd,
        long latencyMs) {

    static ReplyAnswer of(ReplyOrder order, Answer<ReplyContent> answer, Duration latency) {
        var from = answer.provenance();
        return new ReplyAnswer(
                answer.content().reply(),
                order.platform(),
                order.user(),
                from.source(),
                from.degraded(),
                from.reasonSlug(),
                from.ageSeconds(),
                from.attempts(),
                from.model(),
                from.usage(),
                from.costUsd(),
                latency.toMillis());
    }
}
