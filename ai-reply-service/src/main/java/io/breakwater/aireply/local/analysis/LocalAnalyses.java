package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.aireply.analysis.AnalysisContent;
import io.breakwater.aireply.analysis.Finding;
import io.breakwater.aireply.analysis.HealthRecord;
import io.breakwater.aireply.analysis.RiskLevel;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.aireply.local.Words;
import io.breakwater.aireply.local.analysis.Entry.Unjudged;
import io.breakwater.aireply.local.analysis.Entry.Value;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Analyses without a model: warning signs in what was written, in any of the languages, values against the published
 * ranges for adults, and where they are going. The same record always gets the same analysis. It never diagnoses, and
 * says what it could not judge.
 */
@Singleton
public final class LocalAnalyses {

    /** "No fever, chest pain" denies the first alone: a sign that is found too often costs less than one that is missed. */
    private static final Pattern SENTENCES = Pattern.compile(
            "[.,;:!?¡¿\\n]+|\\b(?:but|and|aber|und|mais|et|pero|y|mas|e|ma|ed)\\b", Pattern.CASE_INSENSITIVE);

    private final Map<Language, Lexicon> lexicons = Lexicon.all("analysis");
    private final VitalReader reader = new VitalReader(lexicons.values());

    /**
     * Warning signs first, then the most urgent; else in the order of the record, and where values are going last.
     *
     * @param history earlier records, the oldest first unless they have dates
     * @param wanted the language to answer in; English where none is wanted, or not one of ours
     */
    public AnalysisContent analyse(HealthRecord record, List<JsonNode> history, Optional<Locale> wanted) {
        var language = wanted.flatMap(Language::of).orElse(Language.EN);
        var wording = new Wording(requireNonNull(lexicons.get(language)));
        if (record.empty()) {
            return new AnalysisContent(
                    RiskLevel.UNKNOWN, wording.nothing(), List.of(), wording.whatToSend(), language, null);
        }
        var signs = signs(record).stream().map(wording::sign).toList();
        var entries = reader.read(record.vitals());
        var values = only(Value.class, entries);
        var judged = values.stream().map(wording::value).toList();
        var unjudged =
                only(Unjudged.class, entries).stream().map(wording::unjudged).toList();
        var points = EarlyWarning.points(values);
        var score = EarlyWarning.level(points) == RiskLevel.UNKNOWN
                ? Stream.<Finding>empty()
                : Stream.of(wording.earlyWarning(points));
        var urgent = Stream.concat(score, Stream.concat(judged.stream(), unjudged.stream()))
                .sorted(Comparator.comparing(Finding::level).reversed());
        var trends = Trend.of(values, history, reader).stream().map(wording::trend);
        var findings =
                Stream.concat(signs.stream(), Stream.concat(urgent, trends)).toList();
        var risk = findings.stream().map(Finding::level).reduce(RiskLevel.UNKNOWN, RiskLevel::worse);
        var outside = judged.stream()
                .filter(v -> v.level().compareTo(RiskLevel.LOW) > 0)
                .count();
        var written = !record.symptoms().isEmpty() || !record.notes().isEmpty();
        return new AnalysisContent(
                risk,
                wording.summary(
                        signs.size(), (int) outside, judged.size(), unjudged.size(), written && signs.isEmpty()),
                findings,
                wording.advice(risk),
                language,
                null);
    }

    private List<WarningSign> signs(HealthRecord record) {
        var sentences = Stream.concat(record.symptoms().stream(), Stream.of(record.notes()))
                .flatMap(SENTENCES::splitAsStream)
                .map(Words::of)
                .flatMap(words -> lexicons.values().stream().map(lexicon -> lexicon.in(words)))
                .toList();
        return Arrays.stream(WarningSign.values())
                .filter(sign -> sentences.stream().anyMatch(sign::in))
                .toList();
    }

    private static <E extends Entry> List<E> only(Class<E> kind, List<Entry> entries) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
