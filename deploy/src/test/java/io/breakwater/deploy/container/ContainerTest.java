package io.breakwater.deploy.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.deploy.kustomize.YamlFiles;
import io.breakwater.deploy.manifest.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Dockerfiles and compose, as far as they can be judged where there is no Docker. */
class ContainerTest {

    private static final Map<String, Integer> PORTS = Map.of(
            "health-service", 3000,
            "usage-service", 3001,
            "image-proxy-service", 3002,
            "ai-reply-service", 3003);

    private static final Pattern PINNED = Pattern.compile("(?m)^FROM \\S+:[^\\s:]*[0-9]\\S*$");
    private static final Pattern SET_OUTSIDE = Pattern.compile("\\$\\{[A-Z_]+:-}");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void anImageRunsAsTheManifestsWantIt(String name) throws IOException {
        // Given
        var service = Cluster.ofOverlay("production").service("usage-service");
        var user = service.pod().at("/securityContext/runAsUser").asText();

        // When
        var dockerfile = Files.readString(Path.of("images", name));

        // Then
        assertThat(dockerfile).containsPattern(PINNED).doesNotContain(":latest");
        assertThat(dockerfile.indexOf("\nUSER " + user + ":"))
                .as("the user of the manifests, and after the last RUN")
                .isGreaterThan(dockerfile.lastIndexOf("\nRUN "));
        assertThat(dockerfile)
                .contains(
                        "EXPOSE "
                                + service.container()
                                        .at("/ports/0/containerPort")
                                        .asText(),
                        "QUARKUS_HTTP_PORT=8080",
                        "BREAKWATER_DATA_DIR=/data",
                        "VOLUME /data",
                        "HEALTHCHECK",
                        "/health/ready",
                        "org.opencontainers.image.licenses=\"Apache-2.0\"",
                        "org.opencontainers.image.revision")
                .doesNotContain("PASSWORD", "ADD http", "curl ", "chmod 777");
        // PID 1 has to be the service itself, or no signal reaches it.
        assertThat(dockerfile).containsPattern("ENTRYPOINT \\[");
    }

    @Test
    void whatAnImageCopiesIsNotKeptFromIt() throws IOException {
        // When
        var ignored = Files.readAllLines(Path.of("../.dockerignore"));

        // Then
        assertThat(ignored).contains("**", "!*/target/quarkus-app/**", "!*/target/*-runner", "!deploy/images/train");
    }

    @Test
    void composeRunsTheFourServicesOnTheirPortsOfThisMachineAlone() {
        // When
        var services = compose().path("services");

        // Then
        assertThat(services.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "health-service",
                        "usage-service",
                        "image-proxy-service",
                        "ai-reply-service",
                        "postgres",
                        "redis");
        PORTS.forEach((name, port) -> {
            var service = services.path(name);
            assertThat(service.at("/ports/0").asText()).isEqualTo("127.0.0.1:" + port + ":8080");
            assertThat(service.at("/build/args/SERVICE").asText()).isEqualTo(name);
            assertThat(Path.of(
                            service.at("/build/context").asText(),
                            service.at("/build/dockerfile").asText()))
                    .exists();
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/volumes/0").asText()).isEqualTo(name + ":/data");
            assertThat(compose().path("volumes").has(name)).isTrue();
        });
        assertThat(List.of("postgres", "redis"))
                .allSatisfy(
                        store -> assertThat(services.path(store).has("ports")).isFalse());
    }

    @Test
    void composeTellsTheServicesWhatTheTrialDoes() {
        // Given
        var trial = Cluster.ofOverlay("trial");

        // When
        var services = compose().path("services");

        // Then
        for (var workload : trial.services()) {
            var told = services.path(workload.name()).path("environment");
            for (var setting : List.of(
                    "REDIS_URL",
                    "HEALTH_SERVICE_URL",
                    "USAGE_SERVICE_URL",
                    "IMAGE_PROXY_SERVICE_URL",
                    "AI_REPLY_SERVICE_URL")) {
                assertThat(told.path(setting))
                        .isEqualTo(trial.configuration(workload).path(setting));
            }
            // Every secret is taken from outside, and none has a value here.
            for (var variable : workload.container().path("env")) {
                var name = variable.path("name").asText();
                if (variable.has("valueFrom")
                        && !List.of("REDIS_URL", "DATABASE_URL").contains(name)) {
                    assertThat(told.path(name).asText()).as(name).matches(SET_OUTSIDE);
                }
            }
        }
    }

    private static JsonNode compose() {
        return YamlFiles.read(Path.of("compose.yaml")).getFirst();
    }
}
