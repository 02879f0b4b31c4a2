package io.breakwater.aireply.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.function.Predicate;

/** The one place that says after which failure the model is asked again. */
@RegisterForReflection
public final class WorthRetrying implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return failure instanceof ModelFailure model && model.retryable();
    }
}
