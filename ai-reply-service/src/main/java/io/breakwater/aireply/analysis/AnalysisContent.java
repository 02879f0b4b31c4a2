package io.breakwater.aireply.analysis;

import io.breakwater.aireply.answer.Content;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An analysis as the cache keeps it. */
@RegisterForReflection
public record AnalysisContent(
        RiskLevel riskLevel,
        String summary,
        List<Finding> findings,
        List<String> recommendations,
        @Nullable String model)
        implements Content {

    public AnalysisContent {
        findings = List.copyOf(findings);
        recommendations = List.copyOf(recommendations);
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "AnalysisContent[" + riskLevel + "]";
    }
}
