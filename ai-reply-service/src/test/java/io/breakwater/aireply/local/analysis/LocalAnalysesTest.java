package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.analysis.AnalysisContent;
import io.breakwater.aireply.analysis.Finding;
import io.breakwater.aireply.analysis.HealthRecord;
import io.breakwater.aireply.analysis.RiskLevel;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.Lexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Records, and what the published ranges say of each: written from the sources, not from what came out. */
class LocalAnalysesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalAnalyses engine = new LocalAnalyses();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # ACC/AHA 2017: normal below 120 and below 80; elevated 120-129; stage 1 130-139 or 80-89; stage 2 from 140 or 90
            {"bloodPressure": "118/76"}                              | LOW
            {"bloodPressure": "120/76"}                              | MODERATE
            {"bloodPressure": "129/79"}                              | MODERATE
            {"blood_pressure": "132/79 mmHg"}                        | MODERATE
            {"bloodPressure": "118/80"}                              | MODERATE
            {"bloodPressure": {"systolic": 118, "diastolic": 92}}    | HIGH
            {"systolic": 180, "diastolic": 79}                       | HIGH
            # ... severe above 180 or above 120
            {"bloodPressure": "181/79"}                              | CRITICAL
            {"bloodPressure": "170/121"}                             | CRITICAL
            # second above first: no blood pressure
            {"bloodPressure": "120/121"}                             | UNKNOWN
            # 1 kPa is 7.50062 mmHg: 16/10.5 is 120/79
            {"bloodPressure": "16/10.5 kPa"}                         | MODERATE
            # NEWS2: 90 or less 3 points, 91-100 2, 101-110 1
            {"bloodPressure": "90/60"}                               | CRITICAL
            {"bloodPressure": "91/60"}                               | HIGH
            {"bloodPressure": "100/60"}                              | HIGH
            {"bloodPressure": "101/60"}                              | MODERATE
            {"bloodPressure": "111/60"}                              | LOW
            # NHLBI: below 60 is low
            {"bloodPressure": "112/59"}                              | MODERATE
            # AHA: 60 to 100; NEWS2: 40 or less 3 points, 111-130 2, from 131 3
            {"heartRate": 60}                                        | LOW
            {"heartRate": "100 bpm"}                                 | LOW
            {"pulse": 101}                                           | MODERATE
            {"heartRate": "59/min"}                                  | MODERATE
            {"heartRate": 40}                                        | CRITICAL
            {"heartRate": 111}                                       | HIGH
            {"heartRate": 131}                                       | CRITICAL
            {"heartRate": 900}                                       | UNKNOWN
            # CDC: fever from 38.0 °C, 100.4 °F; NEWS2: from 39.1 2 points, 35.0 or less 3
            {"temperature": 36.8}                                    | LOW
            {"temperature": 37.9}                                    | LOW
            {"temperature": "100.4 F"}                               | MODERATE
            {"temperature": {"value": 98.6, "unit": "°F"}}           | LOW
            {"temperature": "38,5 °C"}                               | MODERATE
            {"temperature": 39.1}                                    | HIGH
            {"temperature": "102.4 F"}                               | HIGH
            {"temperature": 35.0}                                    | CRITICAL
            # 98.6 °C nobody has; kilograms measure no temperature
            {"temperature": 98.6}                                    | UNKNOWN
            {"temperature": "37 kg"}                                 | UNKNOWN
            # NEWS2, oxygen scale 1: from 96 none, 94-95 1 point, 92-93 2, 91 or less 3
            {"spo2": 96}                                             | LOW
            {"oxygenSaturation": "94 %"}                             | MODERATE
            {"spo2": "93%"}                                          | HIGH
            {"spo2": 91}                                             | CRITICAL
            {"spo2": 101}                                            | UNKNOWN
            # NEWS2: 12-20 none, 9-11 1 point, 21-24 2, from 25 or to 8 3
            {"respiratoryRate": 16}                                  | LOW
            {"respiratoryRate": 11}                                  | MODERATE
            {"respiratoryRate": 21}                                  | HIGH
            {"respiratoryRate": 25}                                  | CRITICAL
            {"respiratoryRate": 8}                                   | CRITICAL
            # ADA 2024: below 54, below 70; fasting 100-125, from 126; any time from 200
            {"glucose": 100}                                         | LOW
            {"fastingGlucose": 100}                                  | MODERATE
            {"fastingGlucose": "126 mg/dL"}                          | HIGH
            {"fastingGlucose": "7.0 mmol/L"}                         | HIGH
            {"fastingGlucose": "5.5 mmol/l"}                         | LOW
            {"glucose": "11.1 mmol/L"}                               | HIGH
            {"glucose": 69}                                          | HIGH
            {"glucose": 53}                                          | CRITICAL
            {"glucose": "2.9 mmol/L"}                                | CRITICAL
            # mmol/L or mg/dL? Either would be another record
            {"glucose": 5.5}                                         | UNKNOWN
            # ADA 2024: 5.7 and 6.5; 48 mmol/mol are 6.5 %
            {"hba1c": 5.6}                                           | LOW
            {"HbA1c": "5.7 %"}                                       | MODERATE
            {"hba1c": "48 mmol/mol"}                                 | HIGH
            # NCEP ATP III: 200 and 240 mg/dL; 5.2 mmol/L are 201
            {"cholesterol": "199 mg/dL"}                             | LOW
            {"cholesterol": "5.2 mmol/L"}                            | MODERATE
            {"totalCholesterol": 240}                                | HIGH
            {"ldl": "190 mg/dL"}                                     | HIGH
            {"hdl": "1.0 mmol/L"}                                    | MODERATE
            {"triglycerides": "1.6 mmol/L"}                          | LOW
            {"triglycerides": "1.7 mmol/L"}                          | MODERATE
            {"cholesterol": 5.2}                                     | UNKNOWN
            # KDIGO 2012: G3a 45-59, G3b 30-44, G4 15-29, G5 below 15
            {"egfr": 60}                                             | LOW
            {"eGFR": "59 mL/min/1.73m²"}                             | MODERATE
            {"egfr": 44}                                             | HIGH
            {"egfr": 14}                                             | CRITICAL
            # WHO: 18.5 to 24.9; overweight from 25; severe thinness below 16
            {"bmi": 24.9}                                            | LOW
            {"bmi": 25}                                              | MODERATE
            {"bmi": 15.9}                                            | HIGH
            # 70 kg at 1.75 m are 22.9; 220 lb at 70 in are 31.6
            {"weight": "70 kg", "height": "175 cm"}                  | LOW
            {"weight": "220 lb", "height": "70 in"}                  | MODERATE
            {"weight": 70, "height": "175 cm"}                       | UNKNOWN
            # nobody publishes these, or they are no values
            {"shoeSize": 42}                                         | UNKNOWN
            {"heartRate": "fast"}                                    | UNKNOWN
            # the ranges are for adults
            {"age": 9, "heartRate": 120}                             | UNKNOWN
            {"age": "20 months", "heartRate": 120}                   | UNKNOWN
            {"age": {"value": 30, "unit": "mo"}, "heartRate": 140}   | UNKNOWN
            {"age": "40 years", "heartRate": 72}                     | LOW
            # named as people name them
            {"Blutdruck": "142/85"}                                  | HIGH
            {"Körpertemperatur": "38,2 °C"}                          | MODERATE
            {"fréquence cardiaque": 72}                              | LOW
            {"presión arterial": "118/76"}                           | LOW
            {"frequência cardíaca": 131}                             | CRITICAL
            {"glicemia a digiuno": "7 mmol/L"}                       | HIGH
            # NEWS2, all: 5 points are urgent, 7 an emergency, though none of these is by itself
            {"heartRate": 112, "respiratoryRate": 16, "temperature": 38.2, "spo2": 95, "systolic": 108} | HIGH
            {"heartRate": 115, "respiratoryRate": 22, "temperature": 38.5, "spo2": 93, "systolic": 115} | CRITICAL
            """)
    void valuesAreComparedWithTheirPublishedRanges(String vitals, RiskLevel risk) {
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

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            chest pain since this morning                | CRITICAL
            Shortness of breath                          | CRITICAL
            slurred speech, left arm weakness            | CRITICAL
            the worst headache of my life                | CRITICAL
            coughing up blood                            | CRITICAL
            fever and a stiff neck                       | CRITICAL
            I feel suicidal                              | CRITICAL
            no chest pain                                | UNKNOWN
            denies any chest pain                        | UNKNOWN
            no fever. chest pain                         | CRITICAL
            No fever, chest pain                         | CRITICAL
            no fever and chest pain                      | CRITICAL
            no fever BUT chest pain                      | CRITICAL
            can not sleep, want to die                   | CRITICAL
            can not stand the chest pain                 | CRITICAL
            no relief from chest pain                    | CRITICAL
            without chest pain                           | UNKNOWN
            a runny nose                                 | UNKNOWN
            Starke Brustschmerzen seit heute Morgen      | CRITICAL
            Ich bekomme keine Luft                       | CRITICAL
            keine Brustschmerzen                         | UNKNOWN
            kein Fieber aber Atemnot                     | CRITICAL
            keine Linderung der Brustschmerzen           | CRITICAL
            Der linke Mundwinkel hängt                   | CRITICAL
            Schnupfen und Husten                         | UNKNOWN
            J'ai une douleur thoracique                  | CRITICAL
            difficulté à respirer depuis hier            | CRITICAL
            pas de douleur thoracique                    | UNKNOWN
            sans fièvre mais nuque raide                 | CRITICAL
            un peu de toux                               | UNKNOWN
            Dolor en el pecho y sudor frío               | CRITICAL
            No puedo respirar bien                       | CRITICAL
            no tengo dolor de pecho                      | UNKNOWN
            no soporto el dolor en el pecho              | CRITICAL
            me desmayé esta mañana                       | CRITICAL
            dor no peito desde ontem                     | CRITICAL
            falta de ar ao deitar                        | CRITICAL
            nega dor no peito                            | UNKNOWN
            sem febre mas com a língua inchada           | CRITICAL
            Ho un forte dolore al petto                  | CRITICAL
            non riesco a respirare                       | CRITICAL
            non ho dolore al petto                       | UNKNOWN
            ho perso i sensi due volte                   | CRITICAL
            voglio morire                                | CRITICAL
            """)
    void warningSignsAreFoundInEachLanguageUnlessTheyAreDenied(String symptom, RiskLevel risk) {
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
                .extracting(Finding::level)
                .containsExactly(RiskLevel.CRITICAL, RiskLevel.HIGH, RiskLevel.MODERATE, RiskLevel.LOW);
        assertThat(analysis.findings().getFirst().subject()).isEqualTo("warning sign");
    }

    @Test
    void aValueIsShownAsItWasUnderstood() {
        // When
        var analysis = analyse("{\"vitals\": {\"fastingGlucose\": \"7.0 mmol/L\", \"temperature\": \"100.4 F\"}}");

        // Then: 7.0 times 18.016, and (100.4 - 32) / 1.8.
        assertThat(analysis.findings())
                .extracting(Finding::measured, Finding::range)
                .containsExactly(tuple("126 mg/dL", "70–99 mg/dL"), tuple("38.0 °C", "36.1–37.9 °C"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [118, 124, 131]          | 142 | rising  | 118 → 124 → 131 → 142 mmHg
            [160, 150]               | 138 | falling | 160 → 150 → 138 mmHg
            [122, 119, 124]          | 121 | steady  | 122 → 119 → 124 → 121 mmHg
            [120, 150, 118, 151]     | 121 | steady  | 120 → 150 → 118 → 151 → 121 mmHg
            [118]                    | 135 | rising  | 118 → 135 mmHg
            [118]                    | 124 | steady  | 118 → 124 mmHg
            """)
    void aHistoryShowsWhereAValueIsGoing(String earlier, int now, String direction, String shown) {
        // Given
        var history = array(earlier).stream()
                .map(value -> json("{\"vitals\": {\"systolic\": " + value + "}}"))
                .toList();

        // When
        var analysis = engine.analyse(record("{\"vitals\": {\"systolic\": " + now + "}}"), history, Optional.empty());

        // Then
        assertThat(analysis.findings().getLast().text())
                .isEqualTo("Systolic blood pressure: " + direction + " (" + shown + ").");
    }

    @Test
    void aHistoryWithDatesIsReadInTheirOrder() {
        // Given
        var history = List.of(
                json("{\"date\": \"2026-03-01\", \"vitals\": {\"bmi\": 27}}"),
                json("{\"date\": \"2026-01-01\", \"record\": {\"vitals\": {\"bmi\": 23}}}"),
                json("{\"date\": \"2026-02-01\", \"bmi\": 25}"));

        // When
        var analysis = engine.analyse(record("{\"vitals\": {\"bmi\": 29}}"), history, Optional.empty());

        // Then
        assertThat(analysis.findings().getLast().text()).contains("rising (23.0 → 25.0 → 27.0 → 29.0 kg/m²)");
        assertThat(analysis.findings().getLast().level()).isEqualTo(RiskLevel.MODERATE);
    }

    @Test
    void aHistoryThatCannotBeReadChangesNothing() {
        // Given
        var history = List.of(json("\"text\""), json("[1]"), json("{\"vitals\": \"none\"}"), json("{\"spo2\": 98}"));

        // When
        var analysis = engine.analyse(record("{\"vitals\": {\"bmi\": 22}}"), history, Optional.empty());

        // Then
        assertThat(analysis.findings()).hasSize(1);
    }

    @Test
    void aRecordMadeToKeepTheEngineBusyIsDoneAtOnce() {
        // Given
        var spaces = " ".repeat(400_000);
        var record = record("{\"vitals\": {\"heartRate\": \"1" + spaces + "x\", \"bp\": \"1" + spaces + "x\"}}");

        // When
        var started = System.nanoTime();
        var analysis = engine.analyse(record, List.of(), Optional.empty());

        // Then
        assertThat(analysis.findings()).hasSize(2);
        assertThat(System.nanoTime() - started).isLessThan(5_000_000_000L);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | High      | high       | Warning signs: 1. Values outside
            de-AT | Blutdruck | Stufe 2    | Warnzeichen: 1. Werte außerhalb
            fr    | Pression  | stade 2    | Signes d'alerte : 1. Valeurs hors
            es-MX | Presión   | estadio 2  | Señales de alarma: 1. Valores fuera
            pt-BR | Pressão   | estágio 2  | Sinais de alerta: 1. Valores fora
            it    | Pressione | stadio 2   | Segnali di allarme: 1. Valori fuori
            nl    | Systolic  | stage 2    | Warning signs: 1. Values outside
            """)
    void findingsAreInTheLanguageThatIsWanted(String tag, String label, String grade, String summary) {
        // Given
        var record = record("{\"symptoms\": [\"chest pain\"], \"vitals\": {\"systolic\": 150}}");

        // When
        var analysis = engine.analyse(record, List.of(), Optional.of(Locale.forLanguageTag(tag)));

        // Then
        assertThat(analysis.summary()).startsWith(summary);
        if (!tag.equals("en")) {
            assertThat(analysis.findings().get(1).text())
                    .containsIgnoringCase(label)
                    .contains(grade);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageCanSayEverything(Language language) {
        // Given
        var wanted = Optional.of(Locale.of(language.tag()));
        var records = List.of(
                "{}",
                "{\"notes\": \"x\"}",
                "{\"notes\": \"chest pain, can t breathe, slurred speech, worst headache, fainted, vomiting blood,"
                        + " swollen tongue, stiff neck, suicidal\"}",
                "{\"vitals\": {\"age\": 3}}",
                "{\"vitals\": {\"x\": 1, \"bp\": \"x\", \"bmi\": \"x\", \"glucose\": 5, \"spo2\": 500, \"hr\": 72}}",
                "{\"vitals\": {\"bp\": \"80/90\", \"hr\": 150, \"rr\": 30, \"spo2\": 80, \"temp\": 41.5}}",
                "{\"vitals\": {\"bp\": \"150/95\", \"hr\": 105, \"rr\": 10, \"spo2\": 95, \"temp\": 38.5}}",
                "{\"vitals\": {\"bp\": \"200/130\", \"hr\": 45, \"fastingGlucose\": 90, \"hba1c\": 6, \"ldl\": 200,"
                        + " \"hdl\": 30, \"triglycerides\": 600, \"egfr\": 20, \"cholesterol\": 300, \"bmi\": 17}}");

        for (var record : records) {
            // When
            var analysis = engine.analyse(record(record), List.of(json("{\"vitals\": {\"hr\": 72}}")), wanted);

            // Then
            assertThat(analysis.language()).isEqualTo(language);
            assertThat(analysis.summary()).isNotBlank().doesNotContain("%");
            assertThat(analysis.recommendations()).isNotEmpty();
        }
        for (var vital : Vital.values()) {
            for (var grade : Grade.values()) {
                assertThat(Lexicon.all("analysis").get(language).text(grade.key()))
                        .isNotBlank();
            }
            assertThat(vital.range()).isNotBlank();
        }
    }

    private AnalysisContent analyse(String record) {
        return engine.analyse(record(record), List.of(), Optional.empty());
    }

    private static HealthRecord record(String record) {
        var tree = json(record);
        var vitals = new TreeMap<String, JsonNode>();
        tree.path("vitals").properties().forEach(entry -> vitals.put(entry.getKey(), entry.getValue()));
        var symptoms = tree.path("symptoms").valueStream().map(JsonNode::asText).toList();
        return new HealthRecord(
                List.copyOf(symptoms), vitals, tree.path("notes").asText(""));
    }

    private static List<String> array(String numbers) {
        return json(numbers).valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
