package io.breakwater.health.registered.check;

import java.util.regex.Pattern;

/** Where in a JSON body something is: the plain part of JSONPath, {@code $.a.b[0]}, or a JSON Pointer. */
public final class BodyPath {

    private static final Pattern PLAIN = Pattern.compile("\\$(\\.[A-Za-z0-9_-]{1,64}|\\[[0-9]{1,6}])*");
    private static final Pattern POINTER = Pattern.compile("(/[^/]{0,64})*");
    private static final int LONGEST = 256;

    private BodyPath() {}

    public static boolean isValid(String path) {
        return path.length() <= LONGEST
                && (PLAIN.matcher(path).matches() || POINTER.matcher(path).matches());
    }

    /** As RFC 6901 has it. */
    static String pointer(String path) {
        return path.startsWith("$")
                ? path.substring(1).replace("[", "/").replace("]", "").replace('.', '/')
                : path;
    }
}
