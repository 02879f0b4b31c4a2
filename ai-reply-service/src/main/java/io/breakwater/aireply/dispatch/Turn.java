package io.breakwater.aireply.dispatch;

/** What came of waiting for a turn. */
public enum Turn {
    /** It is ours now, until the place is left. */
    GRANTED,
    /** There is no time left in which the work could be done. */
    EXPIRED,
    /** There is no use in waiting: what all wait for has just gone away. */
    TURNED_AWAY
}
