package io.breakwater.resilience.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names that the suite's documents give ({@code DATABASE_URL}, {@code REDIS_HOST}, ...) from any source of
 * configuration, above all the environment, and offers what they mean under the names that Quarkus and the suite read.
 * Stronger than {@code application.properties} (250), weaker than the same key set in the environment (300).
 */
public final class EnvironmentConfigSourceFactory implements ConfigSourceFactory {

    static final int ORDINAL = 275;
    private static final String BUILD = "io.quarkus.deployment.configuration.BuildTimeConfigurationReader";
    private static final String NAME = "Breakwater environment names";

    private final Extensions extensions;

    /** For the service loader. */
    public EnvironmentConfigSourceFactory() {
        this(Extensions.PRESENT);
    }

    EnvironmentConfigSourceFactory(Extensions extensions) {
        this.extensions = extensions;
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        // Quarkus writes what it is configured with while it builds into the artifact, as defaults: the builder's
        // passwords must not be among them.
        Environment environment = building() ? name -> null : name -> read(context, name);
        var values = EnvironmentNames.toConfiguration(environment, extensions);
        values.replaceAll((key, value) -> ExpressionText.literal(value));
        values.put(ExpressionText.BACKSLASH_KEY, "\\");
        return List.of(
                new PropertiesConfigSource(values, NAME, ORDINAL),
                new PropertiesConfigSource(
                        DatabaseDefaults.of(extensions), "Breakwater database defaults", DatabaseDefaults.ORDINAL));
    }

    private static boolean building() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(BUILD)));
    }

    private static @Nullable String read(ConfigSourceContext context, String name) {
        var found = context.getValue(name);
        // Raw: a password that contains ${ is no expression.
        var raw = found == null ? null : found.getRawValue();
        return raw == null || raw.isBlank() ? null : raw.strip();
    }
}
