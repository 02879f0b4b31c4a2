package io.breakwater.resilience.ratelimit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The header fields {@code RateLimit-Policy} and {@code RateLimit}, as draft-ietf-httpapi-ratelimit-headers-10 has them:
 * lists of RFC 9651, one item for each limit that applies.
 */
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    /** Name → value; empty where no limit applies. */
    public static Map<String, String> of(List<Allowance> allowances) {
        return allowances.isEmpty()
                ? Map.of()
                : Map.of(
                        "RateLimit-Policy",
                        allowances.stream().map(RateLimitHeaders::policy).collect(Collectors.joining(", ")),
                        "RateLimit",
                        allowances.stream().map(RateLimitHeaders::state).collect(Collectors.joining(", ")));
    }

    private static String policy(Allowance allowance) {
        return "\"" + allowance.policy() + "\";q=" + allowance.quota() + ";w="
                + allowance.window().toSeconds();
    }

    /** Whole seconds, rounded up: who comes back a moment too early is turned away again. */
    private static String state(Allowance allowance) {
        return "\"" + allowance.policy() + "\";r=" + allowance.remaining() + ";t="
                + Math.ceilDiv(allowance.reset().toMillis(), 1_000L);
    }
}
