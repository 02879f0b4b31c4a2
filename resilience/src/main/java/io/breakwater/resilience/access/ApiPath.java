package io.breakwater.resilience.access;

import java.util.Set;
import java.util.regex.Pattern;

/** Which paths need a caller, where callers are told apart at all. */
final class ApiPath {

    /** What a probe asks, and what a page shows; images have signatures of their own. These alone, nothing below them. */
    private static final Set<String> OPEN = Set.of("/api/health", "/api/proxy-image");

    /** {@code /api;x=1/usage} reaches the same resource as {@code /api/usage}. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private ApiPath() {}

    /** @param normalized the path without {@code .}, {@code ..} and {@code //} */
    static boolean needsCaller(String normalized) {
        var path = MATRIX_PARAMETERS.matcher(normalized).replaceAll("");
        return (path.equals("/api") || path.startsWith("/api/")) && !OPEN.contains(path);
    }
}
