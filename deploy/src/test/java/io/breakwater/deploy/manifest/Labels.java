package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Label selectors. */
final class Labels {

    private Labels() {}

    /** Whether a selector with {@code matchLabels} and {@code matchExpressions} selects these labels. */
    static boolean match(JsonNode selector, JsonNode labels) {
        return matchAll(selector.path("matchLabels"), labels)
                && StreamSupport.stream(selector.path("matchExpressions").spliterator(), false)
                        .allMatch(expression -> matchExpression(expression, labels));
    }

    /** Whether a plain map of labels, as a Service has it, selects these labels. */
    static boolean matchAll(JsonNode wanted, JsonNode labels) {
        return wanted.properties().stream()
                .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
    }

    private static boolean matchExpression(JsonNode expression, JsonNode labels) {
        var value = labels.path(expression.path("key").asText());
        var listed = StreamSupport.stream(expression.path("values").spliterator(), false)
                .anyMatch(value::equals);
        return switch (expression.path("operator").asText()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !value.isMissingNode();
            case "DoesNotExist" -> value.isMissingNode();
            default -> false;
        };
    }
}
