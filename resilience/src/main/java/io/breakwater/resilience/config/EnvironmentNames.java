package io.breakwater.resilience.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of the environment names that the documents give, and what each one sets. A value that makes no sense is
 * never a reason not to start: its default stays, and a key under {@code breakwater.config.complaint} says what is
 * wrong (never the value), for {@link SettingsComplaints} to log.
 */
final class EnvironmentNames {

    /** What one name, or a few that belong together, set. */
    @FunctionalInterface
    private interface Rule {
        void apply(Environment environment, Map<String, String> configuration);
    }

    private static final List<Rule> TABLE = List.of(
            EnvironmentNames::redis,
            tells("LLM_SERVICE_URL", "breakwater.llm.configured"),
            copies("LLM_SERVICE_URL", "breakwater.llm.url"),
            copies("LLM_API_KEY", "breakwater.llm.api-key"),
            copies("LLM_MODEL", "breakwater.llm.model"),
            reads("ENABLE_FALLBACKS", "breakwater.fallback.enabled", Values::yesOrNo),
            reads("FALLBACK_CACHE_TIMEOUT", "breakwater.fallback.cache-timeout", Values::millis),
            reads("MAX_FALLBACK_RETRIES", "breakwater.fallback.max-retries", Values::retries),
            reads("AI_BUDGET_USD_PER_DAY", "breakwater.ai.budget-usd-per-day", Values::dollars),
            copies("CACHE_ENCRYPTION_KEY", "breakwater.cache.encryption-key"),
            copies("BREAKWATER_DATA_DIR", "breakwater.data-dir"),
            copies("BREAKWATER_SHUTDOWN_DELAY", "quarkus.shutdown.delay"),
            copies("OPERATOR_PASSWORD", "breakwater.operator.password"),
            copies("API_KEYS", "breakwater.access.api-keys"),
            copies("IMAGE_PROXY_KEY", "breakwater.image.signing.keys"),
            tells("OIDC_AUTH_SERVER_URL", "quarkus.oidc.tenant-enabled"),
            copies("OIDC_AUTH_SERVER_URL", "quarkus.oidc.auth-server-url"),
            tells("CORS_ORIGINS", "quarkus.http.cors.enabled"),
            copies("CORS_ORIGINS", "quarkus.http.cors.origins"),
            lacks("OTEL_EXPORTER_OTLP_ENDPOINT", "quarkus.otel.sdk.disabled"),
            copies("OTEL_EXPORTER_OTLP_ENDPOINT", "quarkus.otel.exporter.otlp.endpoint"),
            copies("HEALTH_SERVICE_URL", "breakwater.suite.health-service-url"),
            copies("USAGE_SERVICE_URL", "breakwater.suite.usage-service-url"),
            copies("IMAGE_PROXY_SERVICE_URL", "breakwater.suite.image-proxy-service-url"),
            copies("AI_REPLY_SERVICE_URL", "breakwater.suite.ai-reply-service-url"));

    private EnvironmentNames() {}

    /** The configuration that this environment asks for. */
    static Map<String, String> toConfiguration(Environment environment, Extensions extensions) {
        var configuration = new LinkedHashMap<String, String>();
        database(environment, extensions, configuration);
        TABLE.forEach(rule -> rule.apply(environment, configuration));
        return configuration;
    }

    private static Rule copies(String name, String key) {
        return reads(name, key, Optional::of);
    }

    private static Rule tells(String name, String key) {
        return (environment, configuration) -> configuration.put(key, Boolean.toString(environment.has(name)));
    }

    private static Rule lacks(String name, String key) {
        return (environment, configuration) -> configuration.put(key, Boolean.toString(!environment.has(name)));
    }

    private static Rule reads(String name, String key, Function<String, Optional<String>> parse) {
        return (environment, configuration) -> {
            var given = environment.get(name);
            if (given == null) {
                return;
            }
            parse.apply(given)
                    .ifPresentOrElse(
                            value -> configuration.put(key, value),
                            () -> complain(configuration, name, "cannot be read; its default stays"));
        };
    }

    private static void database(Environment environment, Extensions extensions, Map<String, String> configuration) {
        var given = environment.get("DATABASE_URL");
        var active = Boolean.toString(given != null);
        configuration.put("breakwater.database.configured", active);
        if (extensions.hibernate()) {
            configuration.put("quarkus.hibernate-orm.active", active);
        }
        if (extensions.flyway()) {
            configuration.put("quarkus.flyway.active", active);
        }
        if (!extensions.datasource()) {
            return;
        }
        configuration.put("quarkus.datasource.active", active);
        if (given == null) {
            return;
        }
        var database = DatabaseUrl.parse(given).orElseGet(() -> {
            complain(
                    configuration,
                    "DATABASE_URL",
                    "is no PostgreSQL URL (postgresql://user:password@host:port/database);"
                            + " the service runs as with a database that is down");
            return DatabaseUrl.UNREACHABLE;
        });
        configuration.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        database.username().ifPresent(user -> configuration.put("quarkus.datasource.username", user));
        database.password().ifPresent(secret -> configuration.put("quarkus.datasource.password", secret));
    }

    private static void redis(Environment environment, Map<String, String> configuration) {
        var given = environment.has("REDIS_URL") || environment.has("REDIS_HOST");
        configuration.put("breakwater.redis.configured", Boolean.toString(given));
        configuration.put("quarkus.redis.active", Boolean.toString(given));
        if (!given) {
            return;
        }
        var address = RedisUrl.from(environment).orElseGet(() -> {
            complain(
                    configuration,
                    environment.has("REDIS_URL") ? "REDIS_URL" : "REDIS_HOST",
                    "makes no Redis address (redis://:password@host:port/0);"
                            + " the service runs as with a Redis that is down");
            return RedisUrl.UNREACHABLE;
        });
        configuration.put("quarkus.redis.hosts", address);
    }

    private static void complain(Map<String, String> configuration, String name, String what) {
        configuration.put(SettingsComplaints.PREFIX + name, name + " " + what);
    }
}
