package io.breakwater.resilience.wire;

import java.net.URI;
import java.net.URISyntaxException;

/** What may stand in a request line; Quarkus asks the same and answers without a word. */
final class UriText {

    /** What needs no closer look, by its code in ASCII: nearly every request line has nothing else. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._~?=&-"
                .chars()
                .forEach(plain -> PLAIN[plain] = true);
    }

    private UriText() {}

    static boolean isValid(String uri) {
        if (isPlain(uri)) {
            return true;
        }
        try {
            return !new URI(uri).toString().isEmpty();
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static boolean isPlain(String uri) {
        if (!uri.startsWith("/")) {
            return false;
        }
        for (var i = 1; i < uri.length(); i++) {
            var one = uri.charAt(i);
            if (one >= PLAIN.length || !PLAIN[one]) {
                return false;
            }
        }
        return true;
    }
}
