package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.aireply.answer.Answer;
import io.breakwater.aireply.answer.Source;
import io.breakwater.aireply.model.TokenUse;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An analysis and where it came from. Never a diagnosis.
 *
 * @param findings warning signs first, then the most urgent
 * @param degraded whether a fallback made it, and {@code reason} says why
 * @param ageSeconds how long ago a cached analysis was made
 * @param attempts how often the model was asked
 * @param model the model that made it; absent where none did
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalysisAnswer(
        String recordId,
        RiskLevel riskLevel,
        String summary,
        List<Finding> findings,
        List<String> recommendations,
        String disclaimer,
        Source source,
        boolean degraded,
        @Nullable String reason,
        @Nullable Long ageSeconds,
        int attempts,
        @Nullable String model,
        TokenUse usage,
        BigDecimal costUsd,
        long latencyMs) {

    static AnalysisAnswer of(RecordId id, Answer<AnalysisContent> answer, Duration latency) {
        var content = answer.content();
        var from = answer.provenance();
        return new AnalysisAnswer(
                id.value(),
                content.riskLevel(),
                content.summary(),
                content.findings(),
                content.recommendations(),
                Disclaimer.of(content),
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
