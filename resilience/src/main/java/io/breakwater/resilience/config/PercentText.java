package io.breakwater.resilience.config;

import java.net.URLDecoder;
import java.net.URLEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Percent-encoding as URLs have it: a plus sign is a plus sign, not a space as in forms. */
final class PercentText {

    private PercentText() {}

    /** @throws IllegalArgumentException where a percent sign starts no valid escape */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
