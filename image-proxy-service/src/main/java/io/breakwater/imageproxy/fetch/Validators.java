package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.url.ImageUrl;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an origin knows its image by (RFC 9110, 8.8), to be asked whether it is still the same.
 *
 * @param place the {@linkplain ImageUrl#key() key} of the URL that said so: it means nothing anywhere else
 */
public record Validators(
        String place, @Nullable String etag, @Nullable String lastModified) {

    /** Longer ones than this are nobody's honest work. */
    private static final int MAX_LENGTH = 1_024;

    static Validators of(ImageUrl url, HttpClientResponse response) {
        return new Validators(
                url.key(),
                sane(response.getHeader(HttpHeaders.ETAG)),
                sane(response.getHeader(HttpHeaders.LAST_MODIFIED)));
    }

    /** When its origin says it was changed last. */
    public Optional<Instant> changed() {
        return HttpDate.parse(lastModified);
    }

    /** Whether there is anything to ask with. */
    public boolean any() {
        return etag != null || lastModified != null;
    }

    /** Whether there is anything to ask this URL with. */
    boolean at(ImageUrl url) {
        return any() && place.equals(url.key());
    }

    private static @Nullable String sane(@Nullable String value) {
        return value == null
                        || value.isEmpty()
                        || value.length() > MAX_LENGTH
                        || value.chars().anyMatch(c -> c < ' ' || c > '~')
                ? null
                : value;
    }
}
