package io.breakwater.resilience.ratelimit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What one limit still allows.
 *
 * @param policy the limit's name: 1 to 128 characters of {@code a-z 0-9 _ . -}
 * @param quota how much it allows in a window, 0 to 999,999,999,999,999 (the largest whole number of RFC 9651)
 * @param window how long a window is, 1 s or more
 * @param remaining how much is left of this window, 0 to {@code quota}
 * @param reset when there is more, 0 or more from now
 */
public record Allowance(String policy, long quota, Duration window, long remaining, Duration reset) {

    /** The largest quota. */
    public static final long MOST = 999_999_999_999_999L;

    private static final Pattern POLICY = Pattern.compile("[a-z0-9_.-]{1,128}");

    public Allowance {
        if (!POLICY.matcher(policy).matches()) {
            throw new IllegalArgumentException("policy must be 1 to 128 of a-z 0-9 _ . -");
        }
        if (quota < 0 || quota > MOST || remaining < 0 || remaining > quota) {
            throw new IllegalArgumentException("remaining must be 0 to quota, and quota 0 to " + MOST);
        }
        if (window.toSeconds() < 1 || reset.isNegative()) {
            throw new IllegalArgumentException("window must be 1 s or more, and reset 0 or more");
        }
    }
}
