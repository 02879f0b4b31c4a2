package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for an analysis, as it came: {@link AnalysisOrder} checks it. Every part may be absent. */
@RegisterForReflection
public record AnalysisRequest(
        @Schema(examples = "testuser") @Nullable String userId,
        @Schema(name = "record") @Nullable Entry record,

        @Schema(description = "earlier records, the oldest first") @Nullable
        List<@Nullable JsonNode> userHistory,

        @Schema(description = "the language to answer in (BCP 47); English by default") @Nullable
        String language) {

    /** What is to be analysed. */
    @RegisterForReflection
    @Schema(name = "HealthRecord")
    public record Entry(
            @Nullable List<@Nullable String> symptoms,

            @Schema(
                    description = "by name; a number, a text with its unit (\"120/80 mmHg\") or {value, unit}",
                    examples = """
                            {"bloodPressure": "120/80", "heartRate": 72, "temperature": "36.8 C"}""")
            @Nullable
            Map<String, @Nullable JsonNode> vitals,

            @Nullable String notes) {

        /** Without its texts, which are personal. */
        @Override
        public String toString() {
            return "Entry[hidden]";
        }
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "AnalysisRequest[hidden]";
    }
}
