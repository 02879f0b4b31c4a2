package io.breakwater.imageproxy.serve;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What part of a body is asked for (RFC 9110, 14). One range is served. Several are refused: no image is looked at in
 * pieces, and many small ones are an old way to make a server work. Other units and what makes no sense are left aside.
 */
sealed interface ByteRange {

    /** No part: all of it. */
    record All() implements ByteRange {}

    /** These bytes, both ends included. */
    record Part(long first, long last) implements ByteRange {

        long length() {
            return last - first + 1;
        }

        String contentRange(long length) {
            return "bytes " + first + "-" + last + "/" + length;
        }
    }

    /** Nothing of what is asked for is there, or too much is asked for. */
    record Unsatisfiable() implements ByteRange {}

    Pattern BYTES = Pattern.compile("(?i)bytes=(.*)");
    Pattern ONE = Pattern.compile("\\s*(?:(\\d{1,18})-(\\d{1,18})?|-(\\d{1,18}))\\s*");

    /** @param length of the whole body, 1 or more */
    static ByteRange of(@Nullable String header, long length) {
        var bytes = BYTES.matcher(header == null ? "" : header.strip());
        if (!bytes.matches()) {
            return new All();
        }
        var ranges = bytes.group(1).split(",", -1);
        for (var range : ranges) {
            if (!ONE.matcher(range).matches()) {
                return new All();
            }
        }
        return ranges.length > 1 ? new Unsatisfiable() : one(ranges[0], length);
    }

    private static ByteRange one(String range, long length) {
        var parts = ONE.matcher(range);
        if (!parts.matches()) {
            return new All();
        }
        if (parts.group(3) != null) {
            var suffix = Long.parseLong(parts.group(3));
            return suffix == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - suffix), length - 1);
        }
        var first = Long.parseLong(parts.group(1));
        var last = parts.group(2) == null ? length - 1 : Math.min(Long.parseLong(parts.group(2)), length - 1);
        if (parts.group(2) != null && Long.parseLong(parts.group(2)) < first) {
            return new All();
        }
        return first >= length ? new Unsatisfiable() : new Part(first, last);
    }
}
