package io.breakwater.imageproxy.serve;

import io.breakwater.resilience.fallback.FallbackSettings;
import jakarta.inject.Singleton;

/** {@code ENABLE_FALLBACKS=false} holds for images as well: then a missing one is an error for everybody. */
@Singleton
final class FallbackPolicy {

    private final boolean enabled;

    FallbackPolicy(FallbackSettings settings) {
        this.enabled = settings.enabled();
    }

    Fallback effective(Fallback wanted) {
        return enabled ? wanted : Fallback.NONE;
    }
}
