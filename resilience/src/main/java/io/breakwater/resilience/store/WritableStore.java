package io.breakwater.resilience.store;

import io.breakwater.resilience.dependency.ServingCondition;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A service that can't store what it acknowledges can't serve: readiness goes down with the local store's fault. */
@Singleton
final class WritableStore implements ServingCondition {

    private final LocalStore store;

    WritableStore(LocalStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "local-store";
    }

    @Override
    public Optional<String> blocker() {
        return store.fault().map(StoreFault::slug);
    }
}
