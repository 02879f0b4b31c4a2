package io.breakwater.imageproxy.fetch;

/** What one hop came to. */
sealed interface Answer {

    /** The whole body of a 200, as it came. */
    record Body(byte[] bytes, String encoding, boolean lengthKnown, Freshness freshness) implements Answer {}

    /** Look elsewhere. */
    record Redirect(String location) implements Answer {}
}
