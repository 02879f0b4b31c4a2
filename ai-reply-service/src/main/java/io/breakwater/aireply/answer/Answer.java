package io.breakwater.aireply.answer;

import io.breakwater.resilience.cache.CacheHit;

/** An answer and where it came from. */
public record Answer<C>(C content, Provenance provenance) {

    static <C extends Content> Answer<C> cached(CacheHit<C> hit) {
        return new Answer<>(hit.value(), Provenance.cache(hit.age(), hit.value().model()));
    }

    Answer<C> shared() {
        return new Answer<>(content, provenance.shared());
    }
}
