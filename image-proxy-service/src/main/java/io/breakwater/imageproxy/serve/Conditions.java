package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.fetch.HttpDate;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a request makes its answer depend on (RFC 9110, 13). If-Match and If-Unmodified-Since are for origins; a cache may
 * leave them aside, and this one does.
 */
record Conditions(
        boolean head,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String range,
        @Nullable String ifRange) {

    static Conditions of(String method, HttpHeaders headers) {
        return new Conditions(
                method.equals("HEAD"),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                headers.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE),
                headers.getHeaderString("Range"),
                headers.getHeaderString("If-Range"));
    }

    /** Whether the answer can be told only when all of the image is there. */
    boolean needWhole() {
        return head || ifNoneMatch != null || ifModifiedSince != null || range != null;
    }

    /** Whether the caller's own copy is still the same. */
    boolean unchanged(String tag, Instant changed) {
        if (ifNoneMatch != null) {
            // Compared weakly, as for every GET.
            return ifNoneMatch.strip().equals("*")
                    || Arrays.stream(ifNoneMatch.split(","))
                            .map(String::strip)
                            .anyMatch(given -> given.equals(tag) || given.equals("W/" + tag));
        }
        return HttpDate.parse(ifModifiedSince)
                .filter(since -> !changed.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .isPresent();
    }

    /** The part that is asked for, of the very image that the caller has the rest of. */
    ByteRange part(String tag, Instant changed, long length) {
        var same = ifRange == null
                || ifRange.strip().equals(tag)
                || HttpDate.parse(ifRange)
                        .filter(changed.truncatedTo(ChronoUnit.SECONDS)::equals)
                        .isPresent();
        return head || !same ? new ByteRange.All() : ByteRange.of(range, length);
    }
}
