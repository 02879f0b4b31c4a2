package io.breakwater.imageproxy.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of what was fetched. */
@ConfigMapping(prefix = "breakwater.image.cache")
public interface ImageCacheSettings {

    /** The bytes of all images in memory together. */
    @WithDefault("67108864")
    long maxBytes();

    /** How long past its life an image may stand in for one that can't be had. */
    @WithDefault("24h")
    Duration staleFor();

    /** How many refusals are remembered in memory. */
    @WithDefault("10000")
    int maxRefusals();
}
