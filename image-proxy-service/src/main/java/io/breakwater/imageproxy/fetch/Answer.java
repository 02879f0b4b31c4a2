package io.breakwater.imageproxy.fetch;

/** What one hop came to. */
sealed interface Answer {

    /**
     * The whole body of a 200, as it came.
     *
     * @param lease what it takes of the budget, to be closed by whoever has it
     */
    record Body(
            byte[] bytes,
            String encoding,
            boolean lengthKnown,
            Freshness freshness,
            Validators validators,
            ByteBudget.Lease lease)
            implements Answer {}

    /** What is known is still the same. */
    record Unchanged(FetchOrder.Known known, Freshness freshness, Validators validators) implements Answer {}

    /** Look elsewhere. */
    record Redirect(String location) implements Answer {}
}
