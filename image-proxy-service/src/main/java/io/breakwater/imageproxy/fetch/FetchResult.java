package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.Reason;

/** What came of a fetch: the image, or why there is none. */
public sealed interface FetchResult {

    /** It came, whole. */
    record Fetched(FetchedImage image) implements FetchResult {}

    /**
     * It did not: the next tier's turn.
     *
     * @param elsewhere whether it was a host that was redirected to that failed
     */
    record Left(Reason reason, boolean elsewhere) implements FetchResult {
        public Left(Reason reason) {
            this(reason, false);
        }
    }
}
