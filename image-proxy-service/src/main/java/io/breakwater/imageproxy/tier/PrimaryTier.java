package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Singleton;
import java.util.List;

/** The URL itself. */
@Singleton
final class PrimaryTier implements Tier {

    @Override
    public TierName name() {
        return TierName.PRIMARY;
    }

    @Override
    public List<ImageUrl> places(ImageUrl url) {
        return List.of(url);
    }
}
