package io.breakwater.deploy.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.deploy.kustomize.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every query of the rules and the dashboards. */
public final class Queries {

    static final Path OBSERVABILITY = Path.of("observability");

    /** Grafana puts a duration there. */
    private static final String RATE_INTERVAL = "$__rate_interval";

    /** A query, and where it stands. */
    public record Query(String where, String expression) {}

    private Queries() {}

    /** All of them. */
    public static List<Query> all() {
        var all = new ArrayList<Query>();
        for (var alert : alerts()) {
            all.add(new Query(alert.path("alert").asText(), alert.path("expr").asText()));
        }
        for (var dashboard : dashboards()) {
            for (var panel : dashboard.path("panels")) {
                for (var target : panel.path("targets")) {
                    all.add(new Query(
                            dashboard.path("title").asText() + ", "
                                    + panel.path("title").asText(),
                            target.path("expr").asText().replace(RATE_INTERVAL, "5m")));
                }
            }
        }
        return all;
    }

    static ObjectNode rules() {
        return YamlFiles.read(OBSERVABILITY.resolve("rules.yaml")).getFirst();
    }

    static List<JsonNode> alerts() {
        var alerts = new ArrayList<JsonNode>();
        rules().at("/spec/groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    static List<JsonNode> dashboards() {
        try (var files = Files.list(OBSERVABILITY.resolve("dashboards"))) {
            var dashboards = new ArrayList<JsonNode>();
            for (var file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
            return dashboards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
