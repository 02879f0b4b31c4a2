package io.breakwater.resilience.access;

import java.util.List;
import java.util.regex.Pattern;

/** Which paths need a caller, where callers are told apart at all. */
final class ApiPath {

    /** What a probe asks, and what a page shows; images have signatures of their own. */
    private static final List<String> OPEN = List.of("/api/health", "/api/proxy-image");

    /** {@code /api;x=1/usage} reaches the same resource as {@code /api/usage}. */
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private ApiPath() {}

    /** @param normalized the path without {@code .}, {@code ..} and {@code //} */
    static boolean needsCaller(String normalized) {
        var path = MATRIX_PARAMETERS.matcher(normalized).replaceAll("");
        return within(path, "/api") && OPEN.stream().noneMatch(open -> within(path, open));
    }

    private static boolean within(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
