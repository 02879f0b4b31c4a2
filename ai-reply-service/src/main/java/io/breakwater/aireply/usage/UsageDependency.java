package io.breakwater.aireply.usage;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import jakarta.inject.Singleton;

/** usage-service as a dependency: while it is away, counts wait here. */
@Singleton
final class UsageDependency implements Dependency {

    private final UsageApi api;

    UsageDependency(UsageApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return UsageGateway.NAME;
    }

    /** Always: the suite has one, if only on the local port. */
    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public DegradationLevel whenAway() {
        return DegradationLevel.REDUCED;
    }

    @Override
    public void probe() throws Exception {
        api.probe();
    }
}
