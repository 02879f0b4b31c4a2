package io.breakwater.health.alert.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a message once. Reasons are short fixed words that carry nothing of the receiver's. */
sealed interface Attempt {

    /** The receiver has it. */
    record Taken() implements Attempt {}

    /**
     * It may be taken later, or was taken and the answer was lost.
     *
     * @param after how long the receiver asks to be left alone; null where it asks for nothing
     */
    record Later(String reason, @Nullable Duration after) implements Attempt {}

    /** It never will be: sent again it would be refused again. */
    record Never(String reason) implements Attempt {}
}
