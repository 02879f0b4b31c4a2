package io.breakwater.resilience.access;

import java.util.Set;
import java.util.regex.Pattern;

/** Which paths need somebody: the operator always, a caller where callers are told apart at all. */
final class PathRules {

    /** What a probe asks, and what a page shows; images have signatures of their own. These alone, nothing below them. */
    private static final Set<String> OPEN = Set.of("/api/health", "/api/proxy-image");

    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private PathRules() {}

    /** @param normalized the path without {@code .}, {@code ..} and {@code //} */
    static boolean needsOperator(String normalized) {
        return isOrIsBelow("/admin", plain(normalized));
    }

    /** @param normalized the path without {@code .}, {@code ..} and {@code //} */
    static boolean needsCaller(String normalized) {
        var path = plain(normalized);
        return isOrIsBelow("/api", path) && !OPEN.contains(path);
    }

    private static boolean isOrIsBelow(String root, String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /** {@code /api;x=1/usage} reaches the same resource as {@code /api/usage}. */
    private static String plain(String path) {
        return path.indexOf(';') < 0 ? path : MATRIX_PARAMETERS.matcher(path).replaceAll("");
    }
}
