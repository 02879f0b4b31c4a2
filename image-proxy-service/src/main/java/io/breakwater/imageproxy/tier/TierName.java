package io.breakwater.imageproxy.tier;

import java.util.Locale;

/** Where an image came from, in the order in which tiers are tried; the last two are our own stand-ins. */
public enum TierName {
    PRIMARY,
    CDN,
    PROXY,
    PLACEHOLDER,
    PIXEL;

    private final String slug = name().toLowerCase(Locale.ROOT);

    /** The name in headers and statistics. */
    public String slug() {
        return slug;
    }
}
