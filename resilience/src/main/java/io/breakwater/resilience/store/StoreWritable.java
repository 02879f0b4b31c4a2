package io.breakwater.resilience.store;

import io.breakwater.resilience.dependency.ServingCondition;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A service that cannot store anything cannot acknowledge anything, so it is not ready. */
@Singleton
final class StoreWritable implements ServingCondition {

    private final LocalStore store;

    StoreWritable(LocalStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "localStore";
    }

    @Override
    public Optional<String> blocker() {
        return switch (store.status()) {
            case StoreStatus.Writable _ -> Optional.empty();
            case StoreStatus.Unwritable unwritable ->
                Optional.of(unwritable.fault().slug());
        };
    }
}
