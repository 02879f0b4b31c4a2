package io.breakwater.resilience.breaker;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What applies to a breaker once configuration has had its say, in the order in which fault tolerance itself looks. */
@Singleton
class EffectiveSettings {

    private final Config config;

    EffectiveSettings(Config config) {
        this.config = config;
    }

    BreakerSettings of(BreakerDefinition breaker) {
        var annotated = breaker.settings();
        return new BreakerSettings(
                value(breaker, "request-volume-threshold", Integer.class).orElse(annotated.requestVolumeThreshold()),
                value(breaker, "failure-ratio", Double.class).orElse(annotated.failureRatio()),
                value(breaker, "delay", Long.class)
                        .map(amount -> Duration.of(
                                amount,
                                value(breaker, "delay-unit", ChronoUnit.class).orElse(ChronoUnit.MILLIS)))
                        .orElse(annotated.delay()),
                value(breaker, "success-threshold", Integer.class).orElse(annotated.successThreshold()));
    }

    private <T> Optional<T> value(BreakerDefinition breaker, String property, Class<T> type) {
        return config.getOptionalValue(key("\"" + breaker.configKey() + "\"", property), type)
                .or(() -> config.getOptionalValue(key("\"" + breaker.type().getName() + "\"", property), type))
                .or(() -> config.getOptionalValue(key("global", property), type));
    }

    private static String key(String target, String property) {
        return "quarkus.fault-tolerance." + target + ".circuit-breaker." + property;
    }
}
