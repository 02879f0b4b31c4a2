package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchResult;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The URL itself. */
@Singleton
final class PrimaryTier implements Tier {

    private final HostGate hosts;

    PrimaryTier(HostGate hosts) {
        this.hosts = hosts;
    }

    @Override
    public TierName name() {
        return TierName.PRIMARY;
    }

    @Override
    public FetchResult load(ImageUrl url, Instant deadline) throws InterruptedException {
        return hosts.fetch(url, deadline);
    }
}
