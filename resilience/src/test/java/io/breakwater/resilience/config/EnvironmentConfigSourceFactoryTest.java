package io.breakwater.resilience.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentConfigSourceFactoryTest {

    private static final String LIMITS =
            "ApplicationName=breakwater&connectTimeout=1&loginTimeout=2&socketTimeout=10&tcpKeepAlive=true";

    @Test
    void anEmptyEnvironmentMeansStandalone() {
        // When
        var config = configOf(Map.of());

        // Then
        assertThat(flag(config, "breakwater.database.configured")).isFalse();
        assertThat(flag(config, "quarkus.datasource.active")).isFalse();
        assertThat(flag(config, "quarkus.hibernate-orm.active")).isFalse();
        assertThat(flag(config, "quarkus.flyway.active")).isFalse();
        assertThat(flag(config, "breakwater.redis.configured")).isFalse();
        assertThat(flag(config, "quarkus.redis.active")).isFalse();
        assertThat(flag(config, "breakwater.llm.configured")).isFalse();
        assertThat(flag(config, "quarkus.oidc.tenant-enabled")).isFalse();
        assertThat(flag(config, "quarkus.otel.sdk.disabled")).isTrue();
        assertThat(flag(config, "quarkus.http.cors.enabled")).isFalse();
        assertThat(config.getPropertyNames()).noneMatch(name -> name.contains("password"));
    }

    @Test
    void blankIsTheSameAsUnset() {
        // When
        var config = configOf(Map.of("DATABASE_URL", " ", "REDIS_HOST", "", "CORS_ORIGINS", ""));

        // Then
        assertThat(flag(config, "quarkus.datasource.active")).isFalse();
        assertThat(flag(config, "quarkus.redis.active")).isFalse();
        assertThat(flag(config, "quarkus.http.cors.enabled")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://user:password@localhost:5432/xmarketing",
                "postgres://user:password@localhost:5432/xmarketing",
                "jdbc:postgresql://localhost:5432/xmarketing?user=user&password=password",
                "jdbc:postgresql://user:password@localhost:5432/xmarketing"
            })
    void everyFormOfADatabaseAddressIsRead(String url) {
        // When
        var config = configOf(Map.of("DATABASE_URL", url));

        // Then
        assertThat(text(config, "quarkus.datasource.jdbc.url"))
                .isEqualTo("jdbc:postgresql://localhost:5432/xmarketing?" + LIMITS);
        assertThat(text(config, "quarkus.datasource.username")).isEqualTo("user");
        assertThat(text(config, "quarkus.datasource.password")).isEqualTo("password");
        assertThat(flag(config, "quarkus.datasource.active")).isTrue();
        assertThat(flag(config, "breakwater.database.configured")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            p%40ss,             p@ss
            p@ss/w?rd#1,        p@ss/w?rd#1
            a+b,                a+b
            %24%7Bx%7D,         ${x}
            ${HOME},            ${HOME}
            $$a$b\\$c,          $$a$b\\$c
            \\${x},             \\${x}
            back\\slash,        back\\slash
            a:b:c,              a:b:c
            '"',                '"'
            %C3%A9%E2%82%AC,    é€
            """)
    void aPasswordArrivesAsItWas(String written, String meant) {
        // When
        var config = configOf(Map.of("DATABASE_URL", "postgresql://u:" + written + "@db.example:6543/app"));

        // Then
        assertThat(text(config, "quarkus.datasource.password")).isEqualTo(meant);
        assertThat(text(config, "quarkus.datasource.username")).isEqualTo("u");
        assertThat(text(config, "quarkus.datasource.jdbc.url"))
                .startsWith("jdbc:postgresql://db.example:6543/app?")
                .doesNotContain(meant);
    }

    @Test
    void parametersStayAndTheirLimitsWin() {
        // When
        var config = configOf(Map.of(
                "DATABASE_URL", "postgresql://[::1]:5432,db2/app?sslmode=require&connectTimeout=3&ApplicationName=x"));

        // Then
        assertThat(text(config, "quarkus.datasource.jdbc.url"))
                .isEqualTo("jdbc:postgresql://[::1]:5432,db2/app?sslmode=require&connectTimeout=3&ApplicationName=x"
                        + "&loginTimeout=2&socketTimeout=10&tcpKeepAlive=true");
        assertThat(config.getOptionalValue("quarkus.datasource.username", String.class))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://user:hunter2@localhost/db",
                "postgresql://",
                "postgresql://user:hunter2@host:99999/db",
                "postgresql://user:hunter2%zz@host/db",
                "postgresql://user:hunter2@ho st/db",
                "hunter2"
            })
    void anUnreadableDatabaseAddressIsADatabaseThatIsDown(String url) {
        // When
        var config = configOf(Map.of("DATABASE_URL", url));

        // Then
        assertThat(flag(config, "breakwater.database.configured")).isTrue();
        assertThat(flag(config, "quarkus.datasource.active")).isTrue();
        assertThat(text(config, "quarkus.datasource.jdbc.url")).startsWith("jdbc:postgresql://127.0.0.1:1/");
        assertThat(text(config, SettingsComplaints.PREFIX + "DATABASE_URL"))
                .startsWith("DATABASE_URL is no PostgreSQL URL")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            redis://localhost,                        redis://localhost:6379
            redis://:p%40ss@cache:6380/2,             redis://:p%40ss@cache:6380/2
            redis://:p@ss$$1@cache:6380/2,            redis://:p%40ss%24%241@cache:6380/2
            rediss://app:secret@cache.example:6380,   rediss://app:secret@cache.example:6380
            redis://[::1]:6379/0,                     redis://[::1]:6379/0
            REDIS://cache/,                           redis://cache:6379
            """)
    void aRedisUrlIsRead(String given, String hosts) {
        // When
        var config = configOf(Map.of("REDIS_URL", given));

        // Then
        assertThat(text(config, "quarkus.redis.hosts")).isEqualTo(hosts);
        assertThat(URI.create(hosts).getPort()).isPositive();
        assertThat(flag(config, "quarkus.redis.active")).isTrue();
        assertThat(flag(config, "breakwater.redis.configured")).isTrue();
    }

    @Test
    void redisMayComeInParts() {
        // When
        var config = configOf(
                Map.of("REDIS_HOST", "cache", "REDIS_PORT", "6380", "REDIS_PASSWORD", "a/b@c,d ${e}", "REDIS_DB", "3"));

        // Then
        var hosts = URI.create(text(config, "quarkus.redis.hosts"));
        assertThat(hosts.getHost()).isEqualTo("cache");
        assertThat(hosts.getPort()).isEqualTo(6380);
        assertThat(hosts.getPath()).isEqualTo("/3");
        assertThat(hosts.getUserInfo()).isEqualTo(":a/b@c,d ${e}");
        assertThat(hosts.getRawUserInfo()).doesNotContain(",");
    }

    @Test
    void theDocumentsOwnExampleIsRead() {
        // When
        var config = configOf(Map.of(
                "REDIS_HOST", "localhost",
                "REDIS_PORT", "6379",
                "REDIS_PASSWORD", "",
                "REDIS_DB", "0",
                "LLM_SERVICE_URL", "http://localhost:3003",
                "ENABLE_FALLBACKS", "true",
                "FALLBACK_CACHE_TIMEOUT", "300000",
                "MAX_FALLBACK_RETRIES", "3"));

        // Then
        assertThat(text(config, "quarkus.redis.hosts")).isEqualTo("redis://localhost:6379/0");
        assertThat(text(config, "breakwater.llm.url")).isEqualTo("http://localhost:3003");
        assertThat(flag(config, "breakwater.llm.configured")).isTrue();
        assertThat(flag(config, "breakwater.fallback.enabled")).isTrue();
        assertThat(config.getValue("breakwater.fallback.cache-timeout", Duration.class))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(config.getValue("breakwater.fallback.max-retries", Integer.class))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_URL, http://:hunter2@cache",
        "REDIS_URL, redis://:hunter2@cache:0",
        "ENABLE_FALLBACKS, perhaps-hunter2",
        "FALLBACK_CACHE_TIMEOUT, -1hunter2",
        "FALLBACK_CACHE_TIMEOUT, 999999999999",
        "MAX_FALLBACK_RETRIES, 11"
    })
    void whatMakesNoSenseIsNamedWithoutItsValue(String name, String value) {
        // When
        var config = configOf(Map.of(name, value));

        // Then
        assertThat(text(config, SettingsComplaints.PREFIX + name))
                .startsWith(name)
                .doesNotContain(value)
                .doesNotContain("hunter2");
    }

    @Test
    void theRestIsHandedOn() {
        // When
        var config = configOf(Map.of(
                "OPERATOR_PASSWORD", "a$$b${c}",
                "API_KEYS", "app=sha256:00:11",
                "OIDC_AUTH_SERVER_URL", "https://id.example/realms/x",
                "CORS_ORIGINS", "https://a.example,https://b.example",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4317",
                "ENABLE_FALLBACKS", "False",
                "USAGE_SERVICE_URL", "http://usage:8080"));

        // Then
        assertThat(text(config, "breakwater.operator.password")).isEqualTo("a$$b${c}");
        assertThat(text(config, "breakwater.access.api-keys")).isEqualTo("app=sha256:00:11");
        assertThat(flag(config, "quarkus.oidc.tenant-enabled")).isTrue();
        assertThat(config.getValues("quarkus.http.cors.origins", String.class))
                .containsExactly("https://a.example", "https://b.example");
        assertThat(flag(config, "quarkus.http.cors.enabled")).isTrue();
        assertThat(flag(config, "quarkus.otel.sdk.disabled")).isFalse();
        assertThat(flag(config, "breakwater.fallback.enabled")).isFalse();
        assertThat(text(config, "breakwater.suite.usage-service-url")).isEqualTo("http://usage:8080");
    }

    @Test
    void theSameKeySetDirectlyIsStronger() {
        // When
        var config = configOf(Map.of(
                "REDIS_URL", "redis://a", "QUARKUS_REDIS_HOSTS", "redis://b", "quarkus.redis.hosts", "redis://b"));

        // Then
        assertThat(text(config, "quarkus.redis.hosts")).isEqualTo("redis://b");
    }

    @Test
    void aServiceWithoutADatabaseGetsNoKeyOfOne() {
        // When
        var config = configOf(Map.of("DATABASE_URL", "postgresql://u:p@h/db"), new Extensions(false, false, false));

        // Then
        assertThat(flag(config, "breakwater.database.configured")).isTrue();
        assertThat(config.getPropertyNames())
                .noneMatch(name -> name.matches("quarkus\\.(datasource|hibernate-orm|flyway)\\..*"));
    }

    @Test
    void theDefaultsOfADatabaseCanBeOverridden() {
        // When
        var config = configOf(Map.of("quarkus.datasource.jdbc.max-size", "7"));

        // Then
        assertThat(text(config, "quarkus.datasource.jdbc.max-size")).isEqualTo("7");
        assertThat(text(config, "quarkus.datasource.jdbc.acquisition-timeout")).isEqualTo("300ms");
        assertThat(flag(config, "quarkus.hibernate-orm.database.start-offline")).isTrue();
    }

    private static SmallRyeConfig configOf(Map<String, String> environment) {
        return configOf(environment, new Extensions(true, true, true));
    }

    private static SmallRyeConfig configOf(Map<String, String> environment, Extensions extensions) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(new HashMap<>(environment), "test environment", 300))
                .withSources(new EnvironmentConfigSourceFactory(extensions))
                .build();
    }

    private static boolean flag(SmallRyeConfig config, String name) {
        return config.getValue(name, Boolean.class);
    }

    private static String text(SmallRyeConfig config, String name) {
        return config.getValue(name, String.class);
    }
}
