package io.breakwater.aireply.usage;

/** What usage-service said to a count. */
sealed interface UsageReply {

    /** It has it: counted now, counted before, or kept there for its database. */
    record Acknowledged() implements UsageReply {}

    /** It will never take it. */
    record Rejected(int status) implements UsageReply {}

    /** It did not answer, or not now: the same count is sent again later. */
    record Away() implements UsageReply {}
}
