package io.breakwater.aireply.local.reply;

/** How a message feels. */
enum Mood {
    NEGATIVE,
    NEUTRAL,
    POSITIVE;

    /** Less than this, either way, is no mood. */
    private static final double CLEAR = 0.2;

    static Mood of(double score) {
        return score > CLEAR ? POSITIVE : score < -CLEAR ? NEGATIVE : NEUTRAL;
    }
}
