package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;

/** What came of a fetch: the image, or why there is none. */
public sealed interface FetchResult {

    /** It came, whole. */
    record Fetched(FetchedImage image) implements FetchResult {}

    /** It did not: the next tier's turn. */
    record Left(FetchFailure failure) implements FetchResult {

        public Reason reason() {
            return failure.reason();
        }
    }
}
