package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What the containers are told: only names that the services know, no secret in the clear, data where it survives; and
 * where the suite is published, what production needs.
 */
final class Settings implements Rule {

    /** Names that a service reads; a name with a slip in it would be ignored in silence. */
    static final Set<String> KNOWN = Set.of(
            "DATABASE_URL",
            "REDIS_URL",
            "LLM_SERVICE_URL",
            "LLM_API_KEY",
            "LLM_MODEL",
            "ENABLE_FALLBACKS",
            "FALLBACK_CACHE_TIMEOUT",
            "MAX_FALLBACK_RETRIES",
            "AI_BUDGET_USD_PER_DAY",
            "CACHE_ENCRYPTION_KEY",
            "IMAGE_PROXY_KEY",
            "OPERATOR_PASSWORD",
            "API_KEYS",
            "SLACK_WEBHOOK_URL",
            "PAGERDUTY_ROUTING_KEY",
            "ALERT_WEBHOOK_URL",
            "ALERT_WEBHOOK_SECRET",
            "OIDC_AUTH_SERVER_URL",
            "CORS_ORIGINS",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "HEALTH_SERVICE_URL",
            "USAGE_SERVICE_URL",
            "IMAGE_PROXY_SERVICE_URL",
            "AI_REPLY_SERVICE_URL",
            "BREAKWATER_DATA_DIR",
            "BREAKWATER_SHUTDOWN_DELAY",
            "BREAKWATER_FRONT_DOOR_ENABLED",
            "BREAKWATER_REGISTERED_ENCRYPTION_KEY",
            "BREAKWATER_WATCH_USAGE_SERVICE_INSTANCES",
            "BREAKWATER_WATCH_IMAGE_PROXY_SERVICE_INSTANCES",
            "BREAKWATER_WATCH_AI_REPLY_SERVICE_INSTANCES",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_SHUTDOWN_TIMEOUT");

    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|_KEY|API_KEYS).*");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[a-z]+://[^/@]*:[^/@]+@.*");
    private static final Pattern PINNED = Pattern.compile(".+@sha256:[0-9a-f]{64}");
    private static final Pattern TAGGED = Pattern.compile(".+/.+:[^:/]*[0-9][^:/]*");

    private static final List<String> REQUIRED_OF_ALL = List.of("OPERATOR_PASSWORD", "API_KEYS", "REDIS_URL");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        cluster.all("Secret").forEach(secret -> found.accept(new Finding(Cluster.id(secret), "a secret in git")));
        cluster.all("ConfigMap").forEach(map -> map.path("data")
                .properties()
                .forEach(entry -> open(
                        entry.getKey(),
                        entry.getValue().asText(),
                        what -> found.accept(new Finding(Cluster.id(map), what)))));
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            workload.containers()
                    .forEach(container -> image(container.path("image").asText(), here));
        }
        for (var service : cluster.services()) {
            Consumer<String> here = what -> found.accept(new Finding(service.id(), what));
            var configuration = cluster.configuration(service);
            configuration.fieldNames().forEachRemaining(name -> known(name, here));
            for (var variable : service.container().path("env")) {
                known(variable.path("name").asText(), here);
                open(variable.path("name").asText(), variable.path("value").asText(""), here);
            }
            data(service, configuration.path("BREAKWATER_DATA_DIR").asText(), here);
            if (published(cluster)) {
                production(service, here);
            }
        }
    }

    static boolean published(Cluster cluster) {
        return cluster.all("HTTPRoute").findAny().isPresent()
                || cluster.all("Ingress").findAny().isPresent();
    }

    private static void known(String name, Consumer<String> found) {
        if (!KNOWN.contains(name)) {
            found.accept("nobody reads " + name);
        }
    }

    private static void open(String name, String value, Consumer<String> found) {
        if (!value.isEmpty() && SECRET_NAME.matcher(name).matches()
                || PASSWORD_IN_URL.matcher(value).matches()) {
            found.accept("has " + name + " in the clear");
        }
    }

    private static void image(String image, Consumer<String> found) {
        if (!PINNED.matcher(image).matches() && !TAGGED.matcher(image).matches()) {
            found.accept("runs " + image + ", which has no version");
        }
    }

    private static void data(Workload service, String directory, Consumer<String> found) {
        for (var path : List.of(directory, "/tmp")) {
            if (mount(service, path).isMissingNode()) {
                found.accept("nothing is mounted at " + path + ", and its root cannot be written");
            }
        }
        var volume = mount(service, directory).path("name");
        if (StreamSupport.stream(service.claims().spliterator(), false)
                .noneMatch(claim -> claim.at("/metadata/name").equals(volume))) {
            found.accept("its data does not survive the pod");
        }
    }

    private static JsonNode mount(Workload service, String path) {
        return StreamSupport.stream(service.container().path("volumeMounts").spliterator(), false)
                .filter(mount -> mount.path("mountPath").asText().equals(path))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static void production(Workload service, Consumer<String> found) {
        REQUIRED_OF_ALL.forEach(name -> given(service, name, found));
        switch (service.name()) {
            case "health-service", "usage-service" -> given(service, "DATABASE_URL", found);
            case "image-proxy-service" -> given(service, "IMAGE_PROXY_KEY", found);
            default -> {}
        }
        if (!PINNED.matcher(service.container().path("image").asText()).matches()) {
            found.accept("is published and runs an image without a digest");
        }
    }

    private static void given(Workload service, String name, Consumer<String> found) {
        var reference = StreamSupport.stream(service.container().path("env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .findFirst();
        if (reference.isEmpty() || reference.get().path("optional").asBoolean()) {
            found.accept("is published and may start without " + name);
        }
    }
}
