package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.AnalysisContent;
import io.breakwater.aireply.analysis.Finding;
import io.breakwater.aireply.analysis.HealthRecord;
import io.breakwater.aireply.analysis.RiskLevel;
import io.breakwater.aireply.local.Words;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Analyses without a model: warning signs in what was written, and vitals against the published ranges for adults. The
 * same record always gets the same analysis. It never diagnoses, and says what it could not judge.
 */
@Singleton
public final class LocalAnalyses {

    /** "No fever, chest pain" denies the first alone: a sign that is found too often costs less than one that is missed. */
    private static final Pattern SENTENCES =
            Pattern.compile("[.,;:!?\\n]+|\\b(?:but|and)\\b", Pattern.CASE_INSENSITIVE);

    /** Warning signs first, then the most urgent; else in the order of the record. */
    public AnalysisContent analyse(HealthRecord record) {
        if (record.empty()) {
            return nothing();
        }
        var signs = signs(record);
        var vitals = VitalFindings.of(record.vitals());
        var findings = Stream.concat(
                        signs.stream(),
                        vitals.stream()
                                .sorted(Comparator.comparing(Finding::level).reversed()))
                .toList();
        var risk = findings.stream().map(Finding::level).reduce(RiskLevel.UNKNOWN, RiskLevel::worse);
        return new AnalysisContent(risk, summary(record, signs, vitals), findings, recommendations(risk), null);
    }

    private static AnalysisContent nothing() {
        return new AnalysisContent(
                RiskLevel.UNKNOWN,
                "There is nothing to analyse: the record is empty.",
                List.of(),
                List.of(
                        "Send userId and record: symptoms (texts), vitals (such as bloodPressure 120/80 mmHg, heartRate,"
                                + " temperature, oxygenSaturation, respiratoryRate, glucose, bmi, with their units) or notes."),
                null);
    }

    private static List<Finding> signs(HealthRecord record) {
        var sentences = Stream.concat(record.symptoms().stream(), Stream.of(record.notes()))
                .flatMap(SENTENCES::splitAsStream)
                .map(Words::of)
                .toList();
        return Arrays.stream(WarningSign.values())
                .filter(sign -> sentences.stream().anyMatch(sign::in))
                .map(sign -> new Finding(sign.label(), RiskLevel.CRITICAL, sign.meaning(), null, null, sign.source()))
                .toList();
    }

    private static String summary(HealthRecord record, List<Finding> signs, List<Finding> vitals) {
        var judged = vitals.stream().filter(v -> v.level() != RiskLevel.UNKNOWN).count();
        var outside = vitals.stream()
                .filter(v -> v.level().compareTo(RiskLevel.LOW) > 0)
                .count();
        var unjudged = vitals.size() - judged;
        return "Warning signs: " + signs.size() + ". Values outside their published range: " + outside + " of " + judged
                + "."
                + (unjudged == 0 ? "" : " Not judged: " + unjudged + ".")
                + (signs.isEmpty()
                                && (!record.symptoms().isEmpty()
                                        || !record.notes().isEmpty())
                        ? " What was written was searched for warning signs only (in English)."
                        : "");
    }

    private static List<String> recommendations(RiskLevel risk) {
        return switch (risk) {
            case CRITICAL ->
                List.of(
                        "Call the local emergency number, or have somebody look at this now.",
                        "If a value may be a mistake, measure again, but do not wait for that.");
            case HIGH ->
                List.of(
                        "Talk to a clinician soon, today if there are symptoms.",
                        "Measure again, at rest, and note the time.");
            case MODERATE ->
                List.of(
                        "Measure again at rest on another day, and mention it to a clinician.",
                        "Get help at once if you feel worse.");
            case LOW -> List.of("Keep measuring as you are used to. Ask a clinician about anything that worries you.");
            case UNKNOWN -> List.of("Nothing here could be judged: ask a clinician, or send vitals with their units.");
        };
    }
}
