package io.breakwater.health.document;

import java.util.List;

/** Uses the documents of one kind. Make each one a CDI bean. */
public interface DocumentListener {

    /** Which kind. */
    String kind();

    /**
     * These are so now: told at the start of all that there are, and later of what other replicas changed. What is told
     * may be known already, or be older than what is known.
     */
    void changed(List<Document> documents);
}
