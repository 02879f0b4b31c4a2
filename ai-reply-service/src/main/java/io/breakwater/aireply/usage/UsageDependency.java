package io.breakwater.aireply.usage;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** usage-service as a dependency: while it is away, counts wait here. */
@Singleton
final class UsageDependency implements Dependency {

    private static final String ADDRESS = "breakwater.suite.usage-service-url";

    private final UsageApi api;
    private final boolean named;
    private volatile boolean seen;

    UsageDependency(UsageApi api, Config config) {
        this.api = api;
        // A mapping's own default has the lowest ordinal there is.
        this.named = config.getConfigValue(ADDRESS).getSourceOrdinal() > Integer.MIN_VALUE;
    }

    @Override
    public String name() {
        return UsageGateway.NAME;
    }

    /** Always: it is asked on its local port where nobody named another. */
    @Override
    public boolean configured() {
        return true;
    }

    /**
     * A usage-service that nobody told us of and that never was there is none that is missing: counts are kept here, which
     * is all that a service that runs alone can do.
     */
    @Override
    public DegradationLevel whenAway() {
        return named || seen ? DegradationLevel.REDUCED : DegradationLevel.NONE;
    }

    @Override
    public void probe() throws Exception {
        api.probe();
        seen = true;
    }
}
