package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be worked on.
 *
 * @param symptoms at most 100 of at most 500 characters
 * @param vitals at most 100, by the name that the caller gave
 * @param notes at most 8,000 characters, empty where there are none
 */
@RegisterForReflection // written as JSON, into the cache's key and the prompt
public record HealthRecord(List<String> symptoms, SortedMap<String, JsonNode> vitals, String notes) {

    private static final int MOST = 100;
    private static final int LONGEST_SYMPTOM = 500;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTES = 8_000;

    public HealthRecord {
        symptoms = List.copyOf(symptoms);
        if (symptoms.size() > MOST || symptoms.stream().anyMatch(symptom -> symptom.length() > LONGEST_SYMPTOM)) {
            throw ProblemException.invalid("record.symptoms", "must be at most 100 texts of at most 500 characters");
        }
        if (vitals.size() > MOST || vitals.keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
            throw ProblemException.invalid("record.vitals", "must be at most 100 values with names of at most 100");
        }
        if (notes.codePointCount(0, notes.length()) > LONGEST_NOTES) {
            throw ProblemException.invalid("record.notes", "must have at most 8000 characters");
        }
    }

    static HealthRecord of(AnalysisRequest.@Nullable Entry entry) {
        if (entry == null) {
            return new HealthRecord(List.of(), new TreeMap<>(), "");
        }
        var vitals = new TreeMap<String, JsonNode>();
        var given = entry.vitals() == null ? Map.<String, @Nullable JsonNode>of() : entry.vitals();
        given.forEach((name, value) -> {
            if (value != null && !value.isNull()) {
                vitals.put(name, value);
            }
        });
        return new HealthRecord(
                entry.symptoms() == null
                        ? List.of()
                        : entry.symptoms().stream()
                                .filter(Objects::nonNull)
                                .map(String::strip)
                                .filter(symptom -> !symptom.isEmpty())
                                .toList(),
                vitals,
                entry.notes() == null ? "" : entry.notes().strip());
    }

    /** Whether there is nothing in it that could be analysed. */
    public boolean empty() {
        return symptoms.isEmpty() && vitals.isEmpty() && notes.isEmpty();
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "HealthRecord[hidden]";
    }
}
