package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** ConfigMaps that a kustomization generates; their names end in a hash of what is in them. */
final class ConfigMaps {

    private static final Set<String> KNOWN = Set.of("name", "behavior", "literals", "files", "options");
    private static final Set<String> KNOWN_OPTIONS = Set.of("disableNameSuffixHash", "labels");

    /** Between here and {@link #hashNames}; kustomize keeps such marks beside the resources. */
    private static final String MARK = "hash-to-come";

    private static final int HASH_LENGTH = 10;

    private ConfigMaps() {}

    static void generate(Path directory, JsonNode generator, List<ObjectNode> resources) {
        generator.fieldNames().forEachRemaining(field -> require(KNOWN.contains(field), field));
        generator.path("options").fieldNames().forEachRemaining(field -> require(KNOWN_OPTIONS.contains(field), field));
        var name = generator.path("name").asText();
        var data = target(generator.path("behavior").asText("create"), name, generator.path("options"), resources);
        generator.path("literals").forEach(literal -> {
            var equals = literal.asText().indexOf('=');
            data.put(literal.asText().substring(0, equals), literal.asText().substring(equals + 1));
        });
        generator.path("files").forEach(file -> {
            var path = directory.resolve(file.asText());
            data.put(path.getFileName().toString(), Kustomize.readText(path));
        });
    }

    private static ObjectNode target(String behavior, String name, JsonNode options, List<ObjectNode> resources) {
        return switch (behavior) {
            case "create" -> {
                var created = Kustomize.newObject();
                created.put("apiVersion", "v1").put("kind", "ConfigMap");
                created.withObject("/metadata").put("name", name);
                if (options.has("labels")) {
                    created.withObject("/metadata").set("labels", options.path("labels"));
                }
                if (!options.path("disableNameSuffixHash").asBoolean()) {
                    created.put(MARK, true);
                }
                resources.add(created);
                yield created.withObject("/data");
            }
            case "merge" ->
                resources.stream()
                        .filter(resource -> Kustomize.id(resource).equals("ConfigMap/" + name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No ConfigMap " + name + " to merge into"))
                        .withObject("/data");
            default -> throw new IllegalArgumentException("behavior " + behavior + " is not supported");
        };
    }

    static void hashNames(List<ObjectNode> resources) {
        for (var resource : resources) {
            if (resource.remove(MARK) != null) {
                var metadata = resource.withObject("/metadata");
                var name = metadata.path("name").asText();
                var hashed = name + "-" + hash(resource.path("data"));
                metadata.put("name", hashed);
                resources.forEach(other -> rename(other, name, hashed));
            }
        }
    }

    private static void rename(JsonNode node, String name, String hashed) {
        for (var field : List.of("configMapRef", "configMapKeyRef", "configMap")) {
            if (node.path(field) instanceof ObjectNode reference
                    && reference.path("name").asText().equals(name)) {
                reference.put("name", hashed);
            }
        }
        node.forEach(child -> rename(child, name, hashed));
    }

    // As kustomize's hasher: sorted JSON without the name, SHA-256 in hex, and what could make a word replaced.
    private static String hash(JsonNode data) {
        var sorted = new TreeMap<String, JsonNode>();
        data.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        var ordered = Kustomize.newObject();
        ordered.setAll(sorted);
        var content = Kustomize.newObject();
        content.set("data", ordered);
        content.put("kind", "ConfigMap").put("name", "");
        var json = content.toString()
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e");
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of()
                    .formatHex(digest)
                    .substring(0, HASH_LENGTH)
                    .replace('0', 'g')
                    .replace('1', 'h')
                    .replace('3', 'k')
                    .replace('a', 'm')
                    .replace('e', 't');
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static void require(boolean known, String field) {
        if (!known) {
            throw new IllegalArgumentException("configMapGenerator uses " + field + ", which is not supported");
        }
    }
}
