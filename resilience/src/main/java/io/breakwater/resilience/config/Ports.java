package io.breakwater.resilience.config;

/** What a TCP port may be. */
final class Ports {

    private Ports() {}

    static boolean valid(String digits) {
        var port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }
}
