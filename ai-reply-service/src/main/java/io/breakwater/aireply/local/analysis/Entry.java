package io.breakwater.aireply.local.analysis;

/** What one entry of a record's vitals turned out to be. */
sealed interface Entry {

    /** A value that can be judged, in its vital's unit. */
    record Value(Vital vital, double value) implements Entry {}

    /**
     * Something that cannot, and why.
     *
     * @param subject a key of the wording, or the caller's own name for it
     */
    record Unjudged(String subject, Trouble trouble) implements Entry {}

    /** Why an entry cannot be judged. */
    enum Trouble {
        NO_RANGE,
        NOT_A_NUMBER,
        NOT_A_PAIR,
        WRONG_ORDER,
        NO_UNIT,
        NOT_PLAUSIBLE,
        CHILD
    }
}
