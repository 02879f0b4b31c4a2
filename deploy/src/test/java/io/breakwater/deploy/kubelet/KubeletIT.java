package io.breakwater.deploy.kubelet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.deploy.manifest.Cluster;
import io.breakwater.deploy.manifest.Routes;
import io.breakwater.deploy.observability.Exposition;
import io.breakwater.deploy.observability.PromQl;
import io.breakwater.deploy.observability.Queries;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.TcpRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged services as the production overlay runs them: never restarted for a dependency, no request lost. */
class KubeletIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    /** More than the failures after which the readiness probe gives up: a pod that goes with its database is seen to go. */
    private static final int QUESTIONS = 4;

    private static final Pattern PATHS = Pattern.compile("^ {2}(/\\S*):", Pattern.MULTILINE);

    private static EmbeddedPostgresServer postgres;
    private static EmbeddedRedisServer redis;
    private static TcpRelay toPostgres;
    private static Cluster cluster;
    private static final Map<String, Pod> pods = new TreeMap<>();

    @BeforeAll
    static void startTheSuite() {
        postgres = EmbeddedPostgresServer.started();
        redis = EmbeddedRedisServer.started();
        toPostgres = TcpRelay.to(postgres.port());
        cluster = Cluster.ofOverlay("production");
        pods.put("usage-service", start("usage-service"));
        pods.put("image-proxy-service", start("image-proxy-service"));
        pods.put("ai-reply-service", start("ai-reply-service"));
        pods.put("health-service", start("health-service"));
    }

    @AfterAll
    static void stopTheSuite() {
        pods.values().forEach(Pod::close);
        toPostgres.close();
        redis.close();
        postgres.close();
    }

    @BeforeEach
    void everyPodIsReady() {
        await().atMost(START).untilAsserted(() -> assertThat(pods.values())
                .allMatch(pod -> pod.kubelet().ready()));
    }

    @Test
    void aLostDatabaseCostsNoPodItsPlaceAndNoRequestItsAnswer() {
        // Given
        var usage = pods.get("usage-service");
        try (var load = Load.start(4, "outage", List.of(usage))) {
            Awaitility.await().until(() -> load.accepted() > 20);

            // When
            toPostgres.refuse();
            awaitQuestions(usage);
            toPostgres.forward();
            awaitQuestions(usage);
            toPostgres.blackHole();
            awaitQuestions(usage);
            toPostgres.forward();

            // Then
            await().atMost(BACK_WITHIN).untilAsserted(() -> assertThat(Exposition.parse(metrics(usage))
                            .value("breakwater_dependency_up", "dependency", "database"))
                    .isEqualTo(1));
            load.stop();
            assertThat(load.failures()).isEmpty();
            await().atMost(BACK_WITHIN)
                    .untilAsserted(() -> assertThat(counted("outage")).isEqualTo(load.accepted()));
        }
        assertThat(pods.values()).allSatisfy(pod -> {
            assertThat(pod.kubelet().restarts()).isZero();
            assertThat(pod.kubelet().losses()).isZero();
        });
    }

    @Test
    void aRollingRestartOfTwoReplicasLosesNoRequest() {
        // Given
        var first = pods.get("usage-service");
        try (var second = start("usage-service")) {
            await().atMost(START)
                    .untilAsserted(() -> assertThat(second.kubelet().ready()).isTrue());
            var replicas = List.of(first, second);
            try (var load = Load.start(4, "rolling", replicas)) {
                Awaitility.await().until(() -> load.accepted() > 20);

                // When
                for (var replica : replicas) {
                    assertThat(replica.replace()).isEqualTo(143);
                    await().atMost(START)
                            .untilAsserted(() -> assertThat(replica.routed()).isTrue());
                }

                // Then
                load.stop();
                assertThat(load.failures()).isEmpty();
                await().atMost(BACK_WITHIN)
                        .untilAsserted(() -> assertThat(counted("rolling")).isEqualTo(load.accepted()));
            }
            assertThat(replicas)
                    .allSatisfy(pod -> assertThat(pod.kubelet().restarts()).isZero());
        }
    }

    @Test
    void whatRulesAndDashboardsAskForIsThere() throws IOException {
        // Given: an answer and a problem of each, since some series begin with the first of their kind
        for (var path : List.of("/api/usage/linkedin/u", "/api/usage/nowhere/u")) {
            Http.get(pods.get("usage-service").base().resolve(path), LIMIT);
        }
        Http.get(pods.get("image-proxy-service").base().resolve("/api/proxy-image"), LIMIT);
        Http.get(pods.get("image-proxy-service").base().resolve("/api/proxy-image?url=http://127.0.0.1/a.png"), LIMIT);
        Http.post(pods.get("ai-reply-service").base().resolve("/api/ai-reply/u"), "{}", LIMIT);
        Http.get(pods.get("ai-reply-service").base().resolve("/api/ai/costs"), LIMIT);
        Http.get(pods.get("health-service").base().resolve("/api/health"), LIMIT);
        Http.get(pods.get("health-service").base().resolve("/api/health/history?window=for-ever"), LIMIT);

        // When
        var told = new TreeMap<String, Exposition>();
        for (var pod : pods.entrySet()) {
            told.put(pod.getKey(), Exposition.parse(metrics(pod.getValue())));
        }

        // Then
        for (var query : Queries.all()) {
            for (var selector : PromQl.parse(query.expression()).selectors()) {
                assertThat(selector.missingIn(told))
                        .as("%s: %s", query.where(), selector)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyPublicPathIsRoutedToTheServiceThatHasIt() throws IOException {
        for (var pod : pods.entrySet()) {
            // When
            var openapi =
                    Http.get(pod.getValue().base().resolve("/openapi"), LIMIT).body();

            // Then
            var paths = PATHS.matcher(openapi)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(paths).contains("/resilience");
            for (var path : paths) {
                assertThat(routed(path))
                        .as("%s of %s", path, pod.getKey())
                        .isEqualTo(published(path) ? pod.getKey() : "nowhere");
            }
        }
    }

    private static void awaitQuestions(Pod pod) {
        var before = pod.kubelet().asked();
        await().atMost(START).until(() -> pod.kubelet().asked() >= before + QUESTIONS);
    }

    /** The API, and the dashboard with its files. */
    private static boolean published(String path) {
        return path.startsWith("/api/") || path.startsWith("/dashboard/") || path.equals("/");
    }

    private static String routed(String path) {
        return Routes.PUBLIC.entrySet().stream()
                .filter(route -> route.getKey().equals("=" + path)
                        || path.equals(route.getKey())
                        || path.startsWith(route.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("nowhere");
    }

    private static Pod start(String name) {
        var environment = new TreeMap<>(Map.of(
                "DATABASE_URL", postgres.databaseUrl(toPostgres.port()),
                "REDIS_URL", redis.redisUrl(),
                "OPERATOR_PASSWORD", "an operator's password"));
        pods.forEach((other, pod) -> environment.put(
                other.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
                pod.base().toString()));
        return Pod.start(cluster, name, environment);
    }

    private static String metrics(Pod pod) throws IOException {
        return Http.get(pod.base().resolve("/metrics/prometheus"), LIMIT).body();
    }

    private static int counted(String user) throws IOException {
        var answer = Http.get(pods.get("usage-service").base().resolve("/api/usage/linkedin/" + user), LIMIT);
        return new ObjectMapper()
                .readTree(answer.body())
                .at("/metrics/posts/used")
                .asInt();
    }
}
