package io.breakwater.aireply.platform;

import io.breakwater.resilience.identity.Platform;

/** What a reply must look like to be posted. Lengths are in Unicode code points, as the platforms publish them. */
public enum PlatformRules {
    /** Comments: 2,200. */
    INSTAGRAM(2_200),
    /** Comments: 8,000. */
    FACEBOOK(8_000),
    /** Posts and replies without a subscription: 280. */
    TWITTER(280),
    /** Comments: 1,250. */
    LINKEDIN(1_250);

    private static final String ELLIPSIS = "…";

    private final int maxLength;

    PlatformRules(int maxLength) {
        this.maxLength = maxLength;
    }

    public static PlatformRules of(Platform platform) {
        return switch (platform) {
            case INSTAGRAM -> INSTAGRAM;
            case FACEBOOK -> FACEBOOK;
            case TWITTER -> TWITTER;
            case LINKEDIN -> LINKEDIN;
        };
    }

    /** In code points. */
    public int maxLength() {
        return maxLength;
    }

    /** The text as it may be posted: cut at a word where it is too long, and then ending in an ellipsis. */
    public String fit(String text) {
        var whole = text.strip();
        if (whole.codePointCount(0, whole.length()) <= maxLength) {
            return whole;
        }
        var head = whole.substring(0, whole.offsetByCodePoints(0, maxLength - 1));
        var word = head.lastIndexOf(' ');
        // One endless word is cut where it must be.
        var cut = word > head.length() / 2 ? head.substring(0, word) : head;
        return cut.stripTrailing() + ELLIPSIS;
    }
}
