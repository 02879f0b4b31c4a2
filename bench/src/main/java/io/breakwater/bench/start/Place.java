package io.breakwater.bench.start;

import io.breakwater.resilience.testing.Packaging;

/**
 * What a container gives a service: {@code deploy/images} half of its memory to the heap, {@code deploy/kubernetes} the
 * limit.
 *
 * @param name in the table
 * @param limit of the container's memory, in MiB
 */
record Place(String name, int limit, String... options) {

    static Place of(Packaging packaging) {
        return switch (packaging) {
            case JVM -> new Place("JVM", 768, "-Xmx384m", "-XX:+UseSerialGC");
            case JVM_AOT -> new Place("JVM, AOT cache", 768, "-Xmx384m", "-XX:+UseSerialGC");
            case NATIVE -> new Place("native", 384, "-Xmx192m", "-Xmn8m");
        };
    }
}
