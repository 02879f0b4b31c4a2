package io.breakwater.deploy.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What each service ships, by the bill of materials that its build wrote ({@code target/bom.json}, CycloneDX). */
class LicencesIT {

    /** Licences under which a library may be shipped beside Apache-2.0; one of several is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "EDL-1.0",
            "CC0-1.0",
            "UPL-1.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception",
            "Public Domain");

    private static final Path LIST = Path.of("target/licences.txt");

    @ParameterizedTest
    @ValueSource(strings = {"health-service", "usage-service", "image-proxy-service", "ai-reply-service"})
    void everyLibraryMayBeShipped(String service) throws IOException {
        // When
        var components = components(service);

        // Then
        assertThat(components).hasSizeGreaterThan(50);
        assertThat(components)
                .allSatisfy(component ->
                        assertThat(licences(component)).as(name(component)).anyMatch(LicencesIT::allowed));
    }

    @Test
    void theListOfThemIsWritten() throws IOException {
        // Given
        var lines = new TreeSet<String>();
        for (var service : List.of("health-service", "usage-service", "image-proxy-service", "ai-reply-service")) {
            for (var component : components(service)) {
                lines.add(name(component) + "  " + String.join(", ", licences(component)));
            }
        }

        // When
        Files.write(LIST, lines);

        // Then
        assertThat(LIST).content().contains("io.quarkus:quarkus-rest:", "org.xerial:sqlite-jdbc:");
    }

    private static boolean allowed(String licence) {
        return Stream.of(licence.replaceAll("[()]", "").split(" OR ")).anyMatch(ALLOWED::contains);
    }

    private static List<JsonNode> components(String service) throws IOException {
        var bom = new ObjectMapper()
                .readTree(Path.of("..", service, "target", "bom.json").toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        return StreamSupport.stream(bom.path("components").spliterator(), false)
                .filter(component -> !component.path("group").asText().equals("io.breakwater"))
                .toList();
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText() + ":"
                + component.path("version").asText();
    }

    private static Set<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .flatMap(entry -> Stream.of(
                        entry.path("expression").asText(),
                        entry.at("/license/id").asText(),
                        entry.at("/license/name").asText()))
                .filter(licence -> !licence.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
