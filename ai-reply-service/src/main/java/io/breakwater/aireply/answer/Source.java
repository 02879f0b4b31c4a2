package io.breakwater.aireply.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an answer came from. */
public enum Source {
    MODEL,
    CACHE,
    /** Kept past its life, because nothing newer could be had. */
    STALE_CACHE,
    /** Made here, without a model. */
    LOCAL;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
