package io.breakwater.aireply.model;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import io.breakwater.resilience.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The model as a dependency: without it only local answers are left. */
@Singleton
final class ModelDependency implements Dependency {

    private final LlmProvider provider;
    private final ModelStanding standing;

    ModelDependency(LlmProvider provider, ModelStanding standing) {
        this.provider = provider;
        this.standing = standing;
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
    public Optional<String> trouble() {
        return standing.refusing() ? Optional.of(ProblemCode.UPSTREAM_REFUSED.slug()) : Optional.empty();
    }

    @Override
    public void probe() throws Exception {
        provider.probe();
    }
}
