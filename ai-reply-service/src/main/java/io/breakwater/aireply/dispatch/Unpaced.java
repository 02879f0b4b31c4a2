package io.breakwater.aireply.dispatch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Placeholder until the model's own limit sets the pace. */
final class Unpaced {

    private Unpaced() {}

    @Produces
    @Singleton
    static Pace pace() {
        return () -> {};
    }
}
