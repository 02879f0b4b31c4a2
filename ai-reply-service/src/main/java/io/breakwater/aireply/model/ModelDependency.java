package io.breakwater.aireply.model;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import jakarta.inject.Singleton;

/** The model as a dependency: without it only local answers are left. */
@Singleton
final class ModelDependency implements Dependency {

    private final LlmProvider provider;

    ModelDependency(LlmProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return ModelGateway.NAME;
    }

    @Override
    public boolean configured() {
        return provider.configured();
    }

    @Override
    public DegradationLevel whenAway() {
        return DegradationLevel.MINIMAL;
    }

    @Override
    public void probe() throws Exception {
        provider.probe();
    }
}
