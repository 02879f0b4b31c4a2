package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One entry of {@code images}: another name, tag or digest for the images of one name. */
record Image(String name, String newName, String newTag, String digest) {

    static Image of(JsonNode entry) {
        entry.fieldNames().forEachRemaining(field -> {
            if (!List.of("name", "newName", "newTag", "digest").contains(field)) {
                throw new IllegalArgumentException("images uses " + field + ", which is not supported");
            }
        });
        var name = entry.path("name").asText();
        return new Image(
                name,
                entry.path("newName").asText(name),
                entry.path("newTag").asText(),
                entry.path("digest").asText());
    }

    void applyTo(List<ObjectNode> resources) {
        for (var resource : resources) {
            for (var container : resource.at("/spec/template/spec/containers")) {
                var image = container.path("image").asText();
                if (nameOf(image).equals(name)) {
                    ((ObjectNode) container).put("image", renamed(image));
                }
            }
        }
    }

    private String renamed(String image) {
        if (!digest.isEmpty()) {
            return newName + "@" + digest;
        }
        return newName + (newTag.isEmpty() ? image.substring(name.length()) : ":" + newTag);
    }

    private static String nameOf(String image) {
        var at = image.indexOf('@');
        var withoutDigest = at < 0 ? image : image.substring(0, at);
        var colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
        return colon < 0 ? withoutDigest : withoutDigest.substring(0, colon);
    }
}
