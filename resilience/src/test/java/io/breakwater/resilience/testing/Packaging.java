package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a service is packaged, and so how it is started. What the integration tests of a build start is what that build
 * makes: its property {@code breakwater.packaged} says so ({@code jvm}, or {@code native} with {@code -Dnative}; the
 * pom.xml at the top), never what an earlier build left in {@code target}.
 */
public enum Packaging {
    JVM("quarkus-app/quarkus-run.jar"),
    /** The same jar with the cache that {@code deploy/images/train} makes beside it. */
    JVM_AOT("quarkus-app/app.aot"),
    NATIVE("*-runner");

    private final String file;

    Packaging(String file) {
        this.file = file;
    }

    /** What this build tests; the JVM's where nothing is said, as in an IDE. */
    public static Packaging ofThisBuild() {
        return valueOf(System.getProperty("breakwater.packaged", "jvm").toUpperCase(Locale.ROOT));
    }

    /** Whether it is in this {@code target} directory. */
    public boolean isIn(Path target) {
        return find(target).isPresent();
    }

    /**
     * The command that starts it.
     *
     * @param options of the virtual machine, which a native binary has too ({@code -Xmx256m})
     * @throws IllegalStateException where it is not packaged so
     */
    List<String> command(Path target, List<String> options) {
        var found = find(target)
                .orElseThrow(() -> new IllegalStateException(
                        "No " + file + " in " + target + ": run the package phase first" + hint()));
        var command = new ArrayList<String>();
        switch (this) {
            case JVM -> command.addAll(java(found, List.of(), options));
            case JVM_AOT ->
                command.addAll(
                        java(found.resolveSibling("quarkus-run.jar"), List.of("-XX:AOTCache=" + found), options));
            case NATIVE -> {
                command.add(found.toString());
                command.addAll(options);
            }
        }
        return command;
    }

    private String hint() {
        return switch (this) {
            case JVM -> "";
            case JVM_AOT -> ", then deploy/images/train";
            case NATIVE -> " with -Dnative";
        };
    }

    private static List<String> java(Path jar, List<String> cache, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // From the build; a benchmark has none, and measures a service as it is.
        var forTests = System.getProperty("breakwater.test.jvm", "");
        if (!forTests.isEmpty()) {
            command.add(forTests);
        }
        command.addAll(cache);
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private Optional<Path> find(Path target) {
        if (this != NATIVE) {
            return Optional.of(target.resolve(file)).filter(Files::exists);
        }
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (var files = Files.newDirectoryStream(target, file)) {
            for (var runner : files) {
                if (Files.isExecutable(runner)) {
                    return Optional.of(runner);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
