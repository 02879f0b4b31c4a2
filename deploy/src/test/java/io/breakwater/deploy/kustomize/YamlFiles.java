package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as trees. A key that stands twice is an error, and so is what is no object. */
public final class YamlFiles {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private YamlFiles() {}

    /** Every document of a file. */
    public static List<ObjectNode> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of a text. */
    public static List<ObjectNode> parse(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<ObjectNode>();
        for (var document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            JsonNode node = MAPPER.valueToTree(document);
            if (!(node instanceof ObjectNode object)) {
                throw new IllegalArgumentException("A document is no object: " + node);
            }
            documents.add(object);
        }
        return documents;
    }
}
