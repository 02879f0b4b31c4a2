package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.model.ExcusedModelFailure;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads a model's analysis, and refuses what is none: it keeps to the form it was given, or it is not used at all. */
final class ModelAnalysis {

    private static final Set<String> MEMBERS = Set.of("riskLevel", "summary", "findings", "recommendations");
    private static final int MOST = 50;
    private static final int LONGEST = 4_000;

    /** Models like to put JSON into a fenced block, whatever they are told. */
    private static final Pattern BLOCK = Pattern.compile("\\s*```(?:json)?\\s*(\\{.*})\\s*```\\s*", Pattern.DOTALL);

    private ModelAnalysis() {}

    /** @throws ExcusedModelFailure for anything but the JSON that was asked for */
    static AnalysisContent read(String text, Language language, String model, ObjectMapper json) {
        try {
            var block = BLOCK.matcher(text);
            var tree = json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(block.matches() ? block.group(1) : text);
            if (!tree.isObject() || !tree.propertyStream().allMatch(member -> MEMBERS.contains(member.getKey()))) {
                throw ExcusedModelFailure.unusable();
            }
            var risk = RiskLevel.parse(text(tree.path("riskLevel")));
            return new AnalysisContent(
                    risk,
                    text(tree.path("summary")),
                    texts(tree.path("findings")).stream()
                            .map(finding -> new Finding("model", risk, finding, null, null, null))
                            .toList(),
                    texts(tree.path("recommendations")),
                    language,
                    model);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw ExcusedModelFailure.unusable();
        }
    }

    private static List<String> texts(JsonNode list) {
        if (!list.isArray() || list.size() > MOST) {
            throw ExcusedModelFailure.unusable();
        }
        return StreamSupport.stream(list.spliterator(), false)
                .map(ModelAnalysis::text)
                .toList();
    }

    private static String text(JsonNode node) {
        var text = node.isTextual() ? node.asText().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw ExcusedModelFailure.unusable();
        }
        return text;
    }
}
