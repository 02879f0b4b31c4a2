package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.analysis.AnalysisContent;
import io.breakwater.aireply.analysis.HealthRecord;
import io.breakwater.aireply.analysis.RiskLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Records, and what the published ranges say of each: written from the sources, not from what came out. */
class LocalAnalysesTest {

    private final LocalAnalyses engine = new LocalAnalyses();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"bloodPressure": "118/76"}                              | LOW
            {"bloodPressure": "125/76"}                              | MODERATE
            {"blood_pressure": "132/79 mmHg"}                        | MODERATE
            {"bloodPressure": {"systolic": 118, "diastolic": 92}}    | HIGH
            {"systolic": 180, "diastolic": 79}                       | HIGH
            {"bloodPressure": "181/79"}                              | CRITICAL
            {"bloodPressure": "120/121"}                             | UNKNOWN
            {"bloodPressure": "16/10.5 kPa"}                         | MODERATE
            {"bloodPressure": "89/60"}                               | CRITICAL
            {"bloodPressure": "90/60"}                               | CRITICAL
            {"bloodPressure": "91/60"}                               | HIGH
            {"bloodPressure": "100/60"}                              | HIGH
            {"bloodPressure": "101/60"}                              | MODERATE
            {"bloodPressure": "110/60"}                              | MODERATE
            {"bloodPressure": "111/60"}                              | LOW
            {"heartRate": 60}                                        | LOW
            {"heartRate": "100 bpm"}                                 | LOW
            {"pulse": 101}                                           | MODERATE
            {"heartRate": 40}                                        | CRITICAL
            {"heartRate": 131}                                       | CRITICAL
            {"heartRate": 900}                                       | UNKNOWN
            {"temperature": 36.8}                                    | LOW
            {"temperature": "100.4 F"}                               | MODERATE
            {"temperature": 98.6}                                    | UNKNOWN
            {"temperature": {"value": 98.6, "unit": "°F"}}           | LOW
            {"temperature": 39.1}                                    | HIGH
            {"temperature": 35.0}                                    | CRITICAL
            {"temperature": "37 kg"}                                 | UNKNOWN
            {"spo2": 96}                                             | LOW
            {"oxygenSaturation": "94 %"}                             | MODERATE
            {"spo2": 91}                                             | CRITICAL
            {"respiratoryRate": 16}                                  | LOW
            {"respiratoryRate": 21}                                  | HIGH
            {"respiratoryRate": 25}                                  | CRITICAL
            {"glucose": 100}                                         | LOW
            {"fastingGlucose": 100}                                  | MODERATE
            {"fastingGlucose": "7.0 mmol/L"}                         | HIGH
            {"glucose": 53}                                          | CRITICAL
            {"glucose": 5.5}                                         | UNKNOWN
            {"bmi": 24.9}                                            | LOW
            {"bmi": 25}                                              | MODERATE
            {"bmi": 15.9}                                            | HIGH
            {"shoeSize": 42}                                         | UNKNOWN
            {"heartRate": "fast"}                                    | UNKNOWN
            {"age": 9, "heartRate": 120}                             | UNKNOWN
            {"age": "20 months", "heartRate": 120}                   | UNKNOWN
            {"age": {"value": 30, "unit": "mo"}, "heartRate": 140}   | UNKNOWN
            {"age": 40, "heartRate": 72}                             | LOW
            {"age": "40 years", "heartRate": 72}                     | LOW
            """)
    void vitalsAreComparedWithTheirPublishedRanges(String vitals, RiskLevel risk) {
        // When
        var analysis = analyse("{\"vitals\": " + vitals + "}");

        // Then
        assertThat(analysis.riskLevel()).isEqualTo(risk);
        assertThat(analysis.findings()).isNotEmpty().allSatisfy(finding -> {
            if (finding.level() != RiskLevel.UNKNOWN) {
                assertThat(finding.source()).isNotBlank();
                assertThat(finding.range()).isNotBlank();
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chest pain since this morning                | CRITICAL
            Shortness of breath                          | CRITICAL
            slurred speech, left arm weakness            | CRITICAL
            the worst headache of my life                | CRITICAL
            coughing up blood                            | CRITICAL
            I feel suicidal                              | CRITICAL
            no chest pain                                | UNKNOWN
            denies any chest pain                        | UNKNOWN
            no fever. chest pain                         | CRITICAL
            No fever, chest pain                         | CRITICAL
            no fever and chest pain                      | CRITICAL
            no fever BUT chest pain                      | CRITICAL
            no fever: chest pain                         | CRITICAL
            can not sleep, want to die                   | CRITICAL
            can not stand the chest pain                 | CRITICAL
            no relief from chest pain                    | CRITICAL
            denies chest pain                            | UNKNOWN
            without chest pain                           | UNKNOWN
            a runny nose                                 | UNKNOWN
            """)
    void warningSignsAreFoundUnlessTheyAreDenied(String symptom, RiskLevel risk) {
        // When
        var analysis = analyse("{\"symptoms\": [\"" + symptom + "\"]}");

        // Then
        assertThat(analysis.riskLevel()).isEqualTo(risk);
    }

    @Test
    void halfABloodPressureThatCannotBeReadIsNamed() {
        // When
        var analysis = analyse("""
                {"vitals": {"bloodPressure": {"systolic": 118, "diastolic": "high"}}}""");

        // Then
        assertThat(analysis.findings())
                .extracting(finding -> finding.subject() + " " + finding.level())
                .containsExactlyInAnyOrder(
                        "systolic blood pressure " + RiskLevel.LOW, "diastolic blood pressure " + RiskLevel.UNKNOWN);
    }

    @Test
    void warningSignsComeFirstThenTheMostUrgent() {
        // When
        var analysis = analyse("""
                {"symptoms": ["tired"], "notes": "Chest pain at night.",
                 "vitals": {"bmi": 22, "heartRate": 105, "spo2": 92}}""");

        // Then
        assertThat(analysis.findings())
                .extracting(finding -> finding.level())
                .containsExactly(RiskLevel.CRITICAL, RiskLevel.HIGH, RiskLevel.MODERATE, RiskLevel.LOW);
        assertThat(analysis.findings().getFirst().subject()).isEqualTo("warning sign");
    }

    @Test
    void aRecordWithNothingInItIsSaidToBeEmpty() {
        // When
        var analysis = analyse("{}");

        // Then
        assertThat(analysis.riskLevel()).isEqualTo(RiskLevel.UNKNOWN);
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.summary()).contains("nothing to analyse");
    }

    private AnalysisContent analyse(String record) {
        try {
            var tree = new ObjectMapper().readTree(record);
            var vitals = new TreeMap<String, JsonNode>();
            tree.path("vitals").properties().forEach(entry -> vitals.put(entry.getKey(), entry.getValue()));
            var symptoms =
                    tree.path("symptoms").valueStream().map(JsonNode::asText).toList();
            return engine.analyse(new HealthRecord(
                    List.copyOf(symptoms), vitals, tree.path("notes").asText("")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
