package io.breakwater.aireply.usage;

import java.util.Map;

/** What usage-service said to a batch of counts. */
sealed interface UsageReply {

    /**
     * It answered for each of them.
     *
     * @param refused those which it will never take, by their ids, and the status that says why; it has all others: counted
     *     now, counted before, or kept there for its database
     */
    record Told(Map<String, Integer> refused) implements UsageReply {}

    /** It will never take this batch as it is. */
    record Rejected(int status) implements UsageReply {}

    /** It did not answer, or not now: the same counts are sent again later. */
    record Away() implements UsageReply {}
}
