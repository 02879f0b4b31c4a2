package io.breakwater.resilience.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What may stand in a request line; Quarkus asks the same and answers without a word. */
final class UriText {

    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/._~?=&-]*+");

    private UriText() {}

    static boolean isValid(String uri) {
        if (PLAIN.matcher(uri).matches()) {
            return true;
        }
        try {
            return !new URI(uri).toString().isEmpty();
        } catch (URISyntaxException invalid) {
            return false;
        }
    }
}
