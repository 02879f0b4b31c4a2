package io.breakwater.aireply.local.reply;

/** How a message feels. */
enum Mood {
    NEGATIVE,
    NEUTRAL,
    POSITIVE;

    static Mood of(int score) {
        return score > 0 ? POSITIVE : score < 0 ? NEGATIVE : NEUTRAL;
    }
}
