package io.breakwater.deploy.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.deploy.kustomize.YamlFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Rules, runbook, dashboards and examples, as far as they can be judged without a running suite. */
class ObservabilityTest {

    private static final Pattern HEADING = Pattern.compile("^## (Breakwater\\w+)$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void everyQueryCanBeRead() {
        for (var query : Queries.all()) {
            // When
            assertThatCode(() -> PromQl.parse(query.expression()))

                    // Then
                    .as("%s: %s", query.where(), query.expression())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void promtoolAgrees() throws IOException, InterruptedException {
        // Given
        var rules = directory.resolve("rules.yaml");
        Files.writeString(
                rules, new ObjectMapper().writeValueAsString(Queries.rules().path("spec")));
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "check", "rules", rules.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "promtool is not installed");
            return;
        }

        // When
        var output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @Test
    void everyAlertHasItsParagraphInTheRunbookAndNoneIsLeftOver() throws IOException {
        // Given
        var runbook = Files.readString(Path.of("runbook.md"));

        // When
        var headings =
                HEADING.matcher(runbook).results().map(found -> found.group(1)).toList();

        // Then
        assertThat(headings).containsExactlyElementsOf(names());
        for (var paragraph :
                List.of(runbook.split("(?m)^## Breakwater")).stream().skip(1).toList()) {
            assertThat(paragraph).contains("**Means.**", "**Look at.**", "**Do.**");
        }
        assertThat(Queries.alerts()).allSatisfy(alert -> assertThat(
                        alert.at("/annotations/runbook_url").asText())
                .endsWith("deploy/runbook.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    /** The thresholds of the documents that the suite was asked for with. */
    @Test
    void theDocumentsThresholdsAreAlerts() {
        // When
        var alerts = Queries.alerts().stream()
                .collect(Collectors.toMap(
                        alert -> alert.path("alert").asText().replace("Breakwater", ""), alert -> alert));

        // Then
        assertThreshold(alerts.get("ErrorRateHigh"), "> 0.05", "warning");
        assertThreshold(alerts.get("ErrorRateCritical"), "> 0.10", "critical");
        assertThreshold(alerts.get("LatencyHigh"), "> 2", "warning");
        assertThreshold(alerts.get("LatencyCritical"), "> 5", "critical");
        assertThreshold(alerts.get("LatencyTailCritical"), "> 5", "critical");
        assertThreshold(alerts.get("MemoryHigh"), "> 0.75", "warning");
        assertThreshold(alerts.get("MemoryCritical"), "> 0.90", "critical");
        assertThreshold(alerts.get("CpuHigh"), "> 0.80", "warning");
        assertThreshold(alerts.get("BreakersOpen"), "> 1", "warning");
        assertThreshold(alerts.get("BreakersOpenCritical"), "> 3", "critical");
        assertThreshold(alerts.get("BreakerOpened"), "== 2", "critical");
        assertThreshold(alerts.get("DatabaseLost"), "== 0", "critical");
        assertThreshold(alerts.get("ServiceDegraded"), "> 0", "warning");
        assertThreshold(alerts.get("QueueBackingUp"), "> 20", "warning");
        assertThat(alerts.get("ConsecutiveErrors").path("expr").asText()).contains(">= 10");
        assertThat(alerts.get("CacheHitRateLow").path("expr").asText()).contains("< 0.40");
    }

    @Test
    void thereIsADashboardForEachServiceAndOneForTheSuite() {
        // When
        var dashboards = Queries.dashboards();

        // Then
        assertThat(dashboards)
                .extracting(dashboard -> dashboard.path("uid").asText())
                .containsExactly(
                        "breakwater-ai-reply-service",
                        "breakwater-health-service",
                        "breakwater-image-proxy-service",
                        "breakwater-suite",
                        "breakwater-usage-service");
        assertThat(dashboards).allSatisfy(dashboard -> {
            assertThat(dashboard.path("panels")).isNotEmpty();
            assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
            assertThat(dashboard.findValuesAsText("uid").stream().filter(uid -> !uid.startsWith("breakwater-")))
                    .containsOnly("${datasource}");
        });
    }

    @Test
    void theAlertmanagerExampleSendsToReceiversThatItHasAndHoldsNoSecret() throws IOException {
        // Given
        var file = Queries.OBSERVABILITY.resolve("alertmanager.example.yaml");

        // When
        var example = YamlFiles.read(file).getFirst();

        // Then
        var receivers = example.path("receivers").findValuesAsText("name");
        assertThat(receivers).containsExactly("slack", "pagerduty");
        assertThat(receivers).containsAll(example.path("route").findValuesAsText("receiver"));
        assertThat(Files.readString(file)).doesNotContain("hooks.slack.com", "routing_key:", "api_url:");
    }

    @Test
    void theCollectorListensWhereTheSuiteSends() {
        // Given
        var sent = YamlFiles.read(Path.of("kubernetes/components/tracing/kustomization.yaml"))
                .getFirst()
                .at("/configMapGenerator/0/literals/0")
                .asText();

        // When
        var collector = YamlFiles.read(Queries.OBSERVABILITY.resolve("collector.example.yaml"))
                .getFirst();

        // Then
        var endpoint = collector.at("/receivers/otlp/protocols/grpc/endpoint").asText();
        assertThat(sent).startsWith("OTEL_EXPORTER_OTLP_ENDPOINT=").endsWith(endpoint.substring(endpoint.indexOf(':')));
        for (var part : List.of("receivers", "processors", "exporters")) {
            for (var used : collector.at("/service/pipelines/traces/" + part)) {
                assertThat(collector.path(part).has(used.asText()))
                        .as(used.asText())
                        .isTrue();
            }
        }
    }

    private static List<String> names() {
        return Queries.alerts().stream()
                .map(alert -> alert.path("alert").asText())
                .toList();
    }

    private static void assertThreshold(JsonNode alert, String threshold, String severity) {
        assertThat(alert.path("expr").asText()).endsWith(threshold);
        assertThat(alert.at("/labels/severity").asText()).isEqualTo(severity);
    }
}
