package io.breakwater.aireply.analysis;

import io.breakwater.aireply.answer.Content;
import io.breakwater.aireply.local.Language;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An analysis as the cache keeps it.
 *
 * @param language that of its texts, as far as we know it
 */
@RegisterForReflection
public record AnalysisContent(
        RiskLevel riskLevel,
        String summary,
        List<Finding> findings,
        List<String> recommendations,
        Language language,
        @Nullable String model)
        implements Content {

    public AnalysisContent {
        findings = List.copyOf(findings);
        recommendations = List.copyOf(recommendations);
    }

    /** All that is written in it. */
    Stream<String> texts() {
        return Stream.concat(
                Stream.of(summary), Stream.concat(findings.stream().map(Finding::text), recommendations.stream()));
    }

    /**
     * This analysis, never less urgent than that one, and with its emergencies in front: whatever a record talked a model
     * into, a warning sign in it stays one.
     */
    AnalysisContent notBelow(AnalysisContent floor) {
        var emergencies = floor.findings().stream().filter(finding -> finding.level() == RiskLevel.CRITICAL);
        return new AnalysisContent(
                riskLevel.worse(floor.riskLevel()),
                summary,
                Stream.concat(emergencies, findings.stream()).toList(),
                floor.riskLevel() == RiskLevel.CRITICAL && riskLevel != RiskLevel.CRITICAL
                        ? Stream.concat(floor.recommendations().stream(), recommendations.stream())
                                .toList()
                        : recommendations,
                language,
                model);
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "AnalysisContent[" + riskLevel + "]";
    }
}
