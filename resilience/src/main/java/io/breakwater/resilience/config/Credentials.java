package io.breakwater.resilience.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a URL before the @: {@code user:password}, percent-encoded, either of them absent or empty. */
record Credentials(Optional<String> user, Optional<String> password) {

    /** @throws IllegalArgumentException where a percent sign starts no valid escape */
    static Credentials parse(@Nullable String text) {
        if (text == null) {
            return new Credentials(Optional.empty(), Optional.empty());
        }
        var colon = text.indexOf(':');
        var user = colon < 0 ? text : text.substring(0, colon);
        var password = colon < 0 ? "" : text.substring(colon + 1);
        return new Credentials(part(user), part(password));
    }

    private static Optional<String> part(String text) {
        return Optional.of(PercentText.decode(text)).filter(decoded -> !decoded.isEmpty());
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
