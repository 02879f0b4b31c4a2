package io.breakwater.imageproxy.outcome;

/** Whose fault a failure is, which decides what a breaker makes of it and whether a second try makes sense. */
public enum Blame {
    /** The host failed in a way that may be over in a moment: counted by its breaker, tried once more. */
    HOST_FOR_A_MOMENT,
    /** The host failed: counted by its breaker. */
    HOST,
    /** The host did its part: what it said, or what was asked for, cannot be served. */
    NOBODY,
    /** This machine has no way out: no host is to blame. */
    MACHINE,
    /**
     * No name server answered. Mostly it is this machine's network, and no host is to blame; but a name whose own servers
     * are mute looks alike, and callers choose the names: none of them may close the way out for all.
     */
    MACHINE_OR_NAME
}
