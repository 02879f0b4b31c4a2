package io.breakwater.resilience.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The id that a request's log lines, its answer and the services it calls have in common: 32 hex digits (W3C). */
public final class TraceId {

    /** The header of every answer that carries it. */
    public static final String HEADER = "X-Trace-Id";

    static final String LOG_KEY = "traceId";
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private TraceId() {}

    /** The id of the request that this code works for; null outside of one. */
    public static @Nullable String current() {
        return (String) MDC.get(LOG_KEY);
    }

    /**
     * What to send as {@code traceparent} to another service of the suite, so that both log under one id; null outside
     * of a request. Not needed where OpenTelemetry is on: it sends its own.
     */
    public static @Nullable String traceparent() {
        var id = current();
        return id == null ? null : "00-" + id + "-" + hex(1) + "-00";
    }

    /** The trace id of an incoming {@code traceparent}; null where there is none or it is not valid. */
    static @Nullable String parse(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() > 128) {
            return null;
        }
        var parts = TRACEPARENT.matcher(traceparent);
        return parts.matches() ? parts.group(1) : null;
    }

    /** A new id, for work that no request began. */
    public static String random() {
        return hex(2);
    }

    private static String hex(int longs) {
        var digits = new StringBuilder(16 * longs);
        for (var i = 0; i < longs; i++) {
            // Never zero: an all-zero id is not valid.
            digits.append(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1));
        }
        return digits.toString();
    }
}
