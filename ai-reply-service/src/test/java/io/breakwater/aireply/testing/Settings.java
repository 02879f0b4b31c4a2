package io.breakwater.aireply.testing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings as the service reads them, without a running service. */
public final class Settings {

    private Settings() {}

    /** With these values under the type's prefix, and its defaults for all others. */
    public static <T> T of(Class<T> type, Map<String, String> values) {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(type);
        var prefix = type.getAnnotation(ConfigMapping.class).prefix();
        values.forEach((name, value) -> builder.withDefaultValue(prefix + "." + name, value));
        return builder.build().getConfigMapping(type);
    }
}
