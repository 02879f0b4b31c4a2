package io.breakwater.health.home;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that make the dashboard, each with a tag of its content. The times of files in a jar say nothing: a build that
 * can be repeated gives them all the same one.
 */
@Singleton
final class DashboardFiles {

    static final String FOLDER = "META-INF/resources";
    static final String PAGE = "/index.html";

    /** All of them: a native image cannot list a folder. */
    static final List<String> PATHS = List.of(
            PAGE,
            "/dashboard/alerts.js",
            "/dashboard/connection.js",
            "/dashboard/control.js",
            "/dashboard/dialog.css",
            "/dashboard/dom.js",
            "/dashboard/feed.js",
            "/dashboard/format.js",
            "/dashboard/graph.js",
            "/dashboard/http.js",
            "/dashboard/icons.js",
            "/dashboard/layout.js",
            "/dashboard/main.js",
            "/dashboard/model.js",
            "/dashboard/mutes.js",
            "/dashboard/operator.js",
            "/dashboard/page.css",
            "/dashboard/parts.css",
            "/dashboard/say.js",
            "/dashboard/since.js",
            "/dashboard/stream.js",
            "/dashboard/strips.js",
            "/dashboard/summary.js",
            "/dashboard/theme.js",
            "/dashboard/tiles.js",
            "/dashboard/tokens.css",
            "/dashboard/words.js");

    /** Made when the class is loaded: for a native image when it is built, where reading them took an eighth of the start. */
    private static final Map<String, String> TAGS = tags();

    private static Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        PATHS.forEach(path -> tags.put(path, tag(path)));
        tags.put("/", tag(PAGE));
        return Map.copyOf(tags);
    }

    /** The strong entity tag of what is served there; empty where the dashboard has nothing. */
    Optional<String> tagOf(String path) {
        return Optional.ofNullable(TAGS.get(path));
    }

    private static String tag(String path) {
        try (var file = DashboardFiles.class.getResourceAsStream("/" + FOLDER + path)) {
            if (file == null) {
                throw new IllegalStateException("the dashboard lacks " + path);
            }
            var digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
