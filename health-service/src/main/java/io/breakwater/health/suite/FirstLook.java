package io.breakwater.health.suite;

import io.breakwater.resilience.dependency.ServingCondition;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Until every service was asked once there is nothing to tell, and what would be told is not true. Takes seconds at most. */
@Singleton
public final class FirstLook implements ServingCondition {

    /** This condition's name among the reasons of this instance's degradation. */
    public static final String NAME = "first-look";

    private final SuiteWatch suite;

    FirstLook(SuiteWatch suite) {
        this.suite = suite;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> blocker() {
        return suite.looked() ? Optional.empty() : Optional.of("not-checked-yet");
    }
}
