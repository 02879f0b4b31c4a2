package io.breakwater.health.suite;

import io.breakwater.resilience.dependency.ServingCondition;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Until every service was asked once there is nothing to tell, and what would be told is not true. Takes seconds at most. */
@Singleton
final class FirstLook implements ServingCondition {

    private final SuiteWatch suite;

    FirstLook(SuiteWatch suite) {
        this.suite = suite;
    }

    @Override
    public String name() {
        return "first-look";
    }

    @Override
    public Optional<String> blocker() {
        return suite.observations().stream().anyMatch(seen -> seen.checkedAt() == null)
                ? Optional.of("not-checked-yet")
                : Optional.empty();
    }
}
