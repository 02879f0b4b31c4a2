package io.breakwater.imageproxy.signing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whose URLs are served. */
@ConfigMapping(prefix = "breakwater.image.signing")
public interface SigningSettings {

    /**
     * {@code IMAGE_PROXY_KEY}: {@code id:secret}, at most 16 separated by commas, each of them good. The id is 1 to 32 of
     * {@code A-Z a-z 0-9 _ -}, the secret 32 printable characters or more without comma or space. Unset: every URL is
     * served.
     */
    Optional<String> keys();
}
