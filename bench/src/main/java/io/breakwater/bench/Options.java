package io.breakwater.bench;

import io.breakwater.resilience.testing.Packaging;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code --name=value} options. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException for what is no {@code --name=value} */
    public static Options parse(Collection<String> arguments) {
        var values = new TreeMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (parts.length != 2 || !parts[0].startsWith("--")) {
                throw new IllegalArgumentException("Not an option: " + argument + "; try --help");
            }
            values.put(parts[0].substring(2), parts[1]);
        }
        return new Options(values);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** @throws IllegalArgumentException where it is no whole number from 1 up */
    public int number(String name, int otherwise) {
        var value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("--" + name + " must be a whole number from 1 up, not " + value);
        }
        return Integer.parseInt(value);
    }

    /**
     * {@code --packaging}: which package of a service is measured, its jar where nothing is said.
     *
     * @throws IllegalArgumentException where there is no such packaging
     */
    public Packaging packaging() {
        return Packaging.valueOf(text("packaging", "jvm").toUpperCase(Locale.ROOT));
    }

    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
