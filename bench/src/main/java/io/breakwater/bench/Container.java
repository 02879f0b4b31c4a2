package io.breakwater.bench;

import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import java.nio.file.Path;

/**
 * What a container gives a service, so that what is measured is what runs: {@code deploy/images} half of its memory to the
 * heap, the collector and the layout of objects, {@code deploy/kubernetes} the limit.
 *
 * @param name in tables
 * @param limit of the container's memory, in MiB
 */
public record Container(String name, int limit, String... options) {

    public static Container of(Packaging packaging) {
        return switch (packaging) {
            case JVM -> jvm("JVM");
            case JVM_AOT -> jvm("JVM, AOT cache");
            case NATIVE -> new Container("native", 384, "-Xmx192m", "-Xmn8m");
        };
    }

    private static Container jvm(String name) {
        return new Container(name, 768, "-Xmx384m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");
    }

    /** The service in this {@code target} directory, in such a container. */
    public static ServiceProcess.Builder service(Path target, Packaging packaging) {
        return ServiceProcess.of(target)
                .packaged(packaging)
                .options(of(packaging).options());
    }
}
