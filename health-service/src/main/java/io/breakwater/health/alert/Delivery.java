package io.breakwater.health.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message to one receiver. Kept from before it is first sent until the receiver took it or never will.
 *
 * @param id the receiver sees it, the same at each attempt: whoever gets an id twice got it once
 * @param seq its place in the receiver's order; of equal ones the id decides
 * @param alert as it was when this was written
 * @param settledAt when it was delivered or given up
 * @param reason why it was given up
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
        String id,
        long version,
        String receiver,
        long seq,
        What what,
        Alert alert,
        Instant written,
        State state,
        @Nullable Instant settledAt,
        @Nullable String reason)
        implements Kept {

    /** What is told. */
    public enum What {
        RAISED,
        /** Its severity is another. */
        CHANGED,
        REMINDER,
        ACKNOWLEDGED,
        CLEARED,
        TEST;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it stands. */
    public enum State {
        PENDING,
        DELIVERED,
        /** It can never succeed, or had to make room; an operator may send it again. */
        DEAD;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Delivery pending(String id, String receiver, long seq, What what, Alert alert, Instant now) {
        return new Delivery(id, 1, receiver, seq, what, alert, now, State.PENDING, null, null);
    }

    @Override
    @JsonIgnore
    public boolean open() {
        return state == State.PENDING;
    }

    @Override
    @JsonIgnore
    public Instant at() {
        return settledAt == null ? written : settledAt;
    }

    public Delivery delivered(Instant now) {
        return new Delivery(id, version + 1, receiver, seq, what, alert, written, State.DELIVERED, now, null);
    }

    /** @param why a short fixed word: {@code status-404} */
    public Delivery dead(String why, Instant now) {
        return new Delivery(id, version + 1, receiver, seq, what, alert, written, State.DEAD, now, why);
    }

    /** Sent again as if it were written now. */
    public Delivery again(long newSeq) {
        return new Delivery(id, version + 1, receiver, newSeq, what, alert, written, State.PENDING, null, null);
    }
}
