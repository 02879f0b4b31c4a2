package io.breakwater.imageproxy.url;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of life that Instagram and Facebook sign into the URLs of their images: {@code oe}, Unix seconds in
 * hexadecimal. Past it every host of theirs answers 403, so there is no need to ask.
 */
public final class SignedExpiry {

    private static final Pattern HOSTS = Pattern.compile("(?:.*\\.)?(?:cdninstagram\\.com|fbcdn\\.net)");
    private static final Pattern OE = Pattern.compile("[?&]oe=([0-9A-Fa-f]{8})(?:&|$)");

    private SignedExpiry() {}

    /** When the URL ends to be good; empty where it does not say. */
    public static Optional<Instant> of(ImageUrl url) {
        if (!HOSTS.matcher(url.host().text()).matches()) {
            return Optional.empty();
        }
        return OE.matcher(url.target())
                .results()
                .findFirst()
                .map(oe -> Instant.ofEpochSecond(Long.parseLong(oe.group(1), 16)));
    }
}
