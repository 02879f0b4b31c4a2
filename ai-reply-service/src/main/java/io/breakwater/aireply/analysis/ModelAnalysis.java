package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.model.ExcusedModelFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a model's analysis, and refuses what is none. */
final class ModelAnalysis {

    private static final int MOST = 50;
    private static final int LONGEST = 4_000;

    private ModelAnalysis() {}

    /** @throws ExcusedModelFailure for anything but the JSON that was asked for */
    static AnalysisContent read(String text, String model, ObjectMapper json) {
        try {
            var tree = json.readTree(bare(text));
            var summary = text(tree.path("summary")).orElseThrow(ExcusedModelFailure::unusable);
            var risk = RiskLevel.parse(tree.path("riskLevel").asText());
            return new AnalysisContent(
                    risk,
                    summary,
                    texts(tree.path("findings")).stream()
                            .map(finding -> new Finding("model", risk, finding, null, null, null))
                            .toList(),
                    texts(tree.path("recommendations")),
                    model);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw ExcusedModelFailure.unusable();
        }
    }

    /** Models like to put JSON into a fenced block, whatever they are told. */
    private static String bare(String text) {
        var start = text.indexOf('{');
        var end = text.lastIndexOf('}');
        if (start < 0 || end < start) {
            throw ExcusedModelFailure.unusable();
        }
        return text.substring(start, end + 1);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .flatMap(entry -> text(entry.isObject() ? entry.path("text") : entry).stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }
}
