package io.breakwater.aireply.answer;

import org.jspecify.annotations.Nullable;

/** What is answered, in the form that the cache keeps. */
public interface Content {

    /** The model that made it; null where none did. */
    @Nullable
    String model();
}
