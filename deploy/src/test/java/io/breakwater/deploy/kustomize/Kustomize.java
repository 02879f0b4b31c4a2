package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, as far as ours go: resources, components, configMapGenerator
 * with hashes, strategic merge patches on targets, namespace and images. Anything else in a kustomization is an error,
 * never ignored. {@code KustomizeTest} compares it with kubectl where that is installed.
 */
public final class Kustomize {

    private static final Set<String> KNOWN = Set.of(
            "apiVersion", "kind", "resources", "components", "configMapGenerator", "patches", "namespace", "images");

    private final List<ObjectNode> resources = new ArrayList<>();

    private Kustomize() {}

    /** The resources of a kustomization, in no particular order. */
    public static List<ObjectNode> render(Path directory) {
        var rendered = build(directory);
        ConfigMaps.hashNames(rendered.resources);
        return rendered.resources;
    }

    private static Kustomize build(Path directory) {
        var built = new Kustomize();
        built.apply(directory, "Kustomization");
        return built;
    }

    private void apply(Path directory, String kind) {
        var file = directory.resolve("kustomization.yaml");
        var kustomization = YamlFiles.read(file).getFirst();
        kustomization.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(file + " uses " + field + ", which is not supported");
            }
        });
        if (!kustomization.path("kind").asText().equals(kind)) {
            throw new IllegalArgumentException(file + " is no " + kind);
        }
        kustomization.path("resources").forEach(resource -> add(directory, resource.asText()));
        kustomization
                .path("components")
                .forEach(
                        component -> apply(directory.resolve(component.asText()).normalize(), "Component"));
        kustomization
                .path("configMapGenerator")
                .forEach(generator -> ConfigMaps.generate(directory, generator, resources));
        kustomization.path("patches").forEach(patch -> Patch.of(patch).applyTo(resources));
        if (kustomization.has("namespace")) {
            var namespace = kustomization.path("namespace").asText();
            resources.forEach(resource -> setNamespace(resource, namespace));
        }
        kustomization.path("images").forEach(image -> Image.of(image).applyTo(resources));
    }

    private void add(Path directory, String name) {
        var path = directory.resolve(name).normalize();
        if (Files.isDirectory(path)) {
            build(path).resources.forEach(this::addUnique);
        } else {
            YamlFiles.read(path).forEach(this::addUnique);
        }
    }

    private void addUnique(ObjectNode resource) {
        if (resources.stream().anyMatch(other -> id(other).equals(id(resource)))) {
            throw new IllegalArgumentException(id(resource) + " is there twice");
        }
        resources.add(resource);
    }

    private static void setNamespace(ObjectNode resource, String namespace) {
        if (resource.path("kind").asText().equals("Namespace")) {
            resource.withObject("/metadata").put("name", namespace);
        } else {
            resource.withObject("/metadata").put("namespace", namespace);
        }
    }

    static String id(JsonNode resource) {
        return resource.path("kind").asText() + "/"
                + resource.path("metadata").path("name").asText();
    }

    static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }
}
