package io.breakwater.imageproxy.serve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, as it stands in the query, decoded; null for what is not there.
 *
 * @param expires until when the URL is signed, in Unix seconds
 * @param keyId with what
 */
record Asked(
        @Nullable String url,
        @Nullable String fallback,
        @Nullable String expires,
        @Nullable String keyId,
        @Nullable String signature) {

    /** The address of the image; empty where there is none. */
    Optional<String> address() {
        return Optional.ofNullable(url).filter(text -> !text.isBlank());
    }
}
