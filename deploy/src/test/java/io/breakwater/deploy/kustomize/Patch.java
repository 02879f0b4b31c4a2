package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A strategic merge patch on the resources of one kind. Lists of things with a name are merged by it; any other list of
 * objects is an error, because what Kubernetes would do with it depends on its type.
 */
final class Patch {

    private static final Set<String> KNOWN = Set.of("target", "patch");
    private static final Set<String> KNOWN_TARGETS = Set.of("kind", "name", "labelSelector");
    private static final Set<String> BY_NAME = Set.of("containers", "initContainers", "env", "volumes");
    private static final Pattern IN = Pattern.compile("(?<key>\\S+) in \\((?<values>[^)]*)\\)");
    private static final Pattern EQUALS = Pattern.compile("(?<key>[^=!\\s]+)=(?<value>[^=\\s]+)");

    private final Predicate<ObjectNode> target;
    private final ObjectNode change;

    private Patch(Predicate<ObjectNode> target, ObjectNode change) {
        this.target = target;
        this.change = change;
    }

    static Patch of(JsonNode patch) {
        patch.fieldNames().forEachRemaining(field -> require(KNOWN.contains(field), field));
        var target = patch.path("target");
        target.fieldNames().forEachRemaining(field -> require(KNOWN_TARGETS.contains(field), field));
        var change = YamlFiles.parse(patch.path("patch").asText()).getFirst();
        change.remove("metadata");
        return new Patch(
                resource -> resource.path("kind").equals(target.path("kind"))
                        && (!target.has("name") || resource.at("/metadata/name").equals(target.path("name")))
                        && (!target.has("labelSelector")
                                || selected(
                                        resource.at("/metadata/labels"),
                                        target.path("labelSelector").asText())),
                change);
    }

    void applyTo(List<ObjectNode> resources) {
        var targets = resources.stream().filter(target).toList();
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("A patch has no target: " + change);
        }
        targets.forEach(resource -> merge(resource, change));
    }

    private static boolean selected(JsonNode labels, String selector) {
        var in = IN.matcher(selector);
        if (in.matches()) {
            return List.of(in.group("values").split(",\\s*"))
                    .contains(labels.path(in.group("key")).asText());
        }
        var equals = EQUALS.matcher(selector);
        require(equals.matches(), selector);
        return labels.path(equals.group("key")).asText().equals(equals.group("value"));
    }

    private static void merge(ObjectNode into, ObjectNode change) {
        for (Map.Entry<String, JsonNode> entry : change.properties()) {
            var there = into.get(entry.getKey());
            if (there instanceof ObjectNode object && entry.getValue() instanceof ObjectNode changes) {
                merge(object, changes);
            } else if (there instanceof ArrayNode list && entry.getValue() instanceof ArrayNode changes) {
                mergeByName(entry.getKey(), list, changes);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }

    // What a patch names comes first, in its order, as in kustomize.
    private static void mergeByName(String field, ArrayNode list, ArrayNode changes) {
        require(BY_NAME.contains(field), "a list of " + field);
        var merged = list.arrayNode();
        for (var change : changes) {
            merged.add(taken(list, change.path("name"))
                    .map(there -> {
                        merge(there, (ObjectNode) change);
                        return there;
                    })
                    .orElseGet(() -> change.deepCopy()));
        }
        merged.addAll(list);
        list.removeAll().addAll(merged);
    }

    private static Optional<ObjectNode> taken(ArrayNode list, JsonNode name) {
        for (var i = 0; i < list.size(); i++) {
            if (list.path(i).path("name").equals(name)) {
                return Optional.of((ObjectNode) list.remove(i));
            }
        }
        return Optional.empty();
    }

    private static void require(boolean known, String what) {
        if (!known) {
            throw new IllegalArgumentException("A patch uses " + what + ", which is not supported");
        }
    }
}
