package io.breakwater.resilience.dependency;

/** What is known of a dependency. */
public enum DependencyState {
    /** The user did not configure it; the service does without. */
    NOT_CONFIGURED,
    /** Nobody asked it yet. */
    UNKNOWN,
    UP,
    DOWN
}
