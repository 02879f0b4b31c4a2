package io.breakwater.deploy.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class KustomizeTest {

    private static final Path KUBERNETES = Path.of("kubernetes");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"overlays/trial", "overlays/trial-native", "overlays/production"})
    void rendersWhatKubectlRenders(String overlay) throws IOException, InterruptedException {
        // Given
        var kubectl = kubectl(KUBERNETES.resolve(overlay));

        // When
        var rendered = Kustomize.render(KUBERNETES.resolve(overlay));

        // Then
        assertThat(byId(rendered)).isEqualTo(byId(YamlFiles.parse(kubectl)));
    }

    @Test
    void whatItDoesNotKnowIsAnError() throws IOException {
        // Given
        Files.writeString(directory.resolve("kustomization.yaml"), """
                kind: Kustomization
                replicas: []
                """);

        // When
        assertThatThrownBy(() -> Kustomize.render(directory))

                // Then
                .hasMessageContaining("uses replicas, which is not supported");
    }

    @Test
    void aPatchWithoutATargetIsAnError() throws IOException {
        // Given
        Files.writeString(directory.resolve("kustomization.yaml"), """
                kind: Kustomization
                patches:
                  - target:
                      kind: StatefulSet
                    patch: |-
                      spec: {}
                """);

        // When
        assertThatThrownBy(() -> Kustomize.render(directory))

                // Then
                .hasMessageContaining("has no target");
    }

    @Test
    void aKeyThatStandsTwiceIsAnError() {
        // When
        assertThatThrownBy(() -> YamlFiles.parse("a: 1\na: 2\n"))

                // Then
                .hasMessageContaining("duplicate key a");
    }

    private static Map<String, JsonNode> byId(List<ObjectNode> resources) {
        return resources.stream()
                .collect(Collectors.toMap(Kustomize::id, resource -> resource, (a, _) -> a, TreeMap::new));
    }

    private static String kubectl(Path directory) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "kubectl is not installed");
            throw notInstalled;
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
