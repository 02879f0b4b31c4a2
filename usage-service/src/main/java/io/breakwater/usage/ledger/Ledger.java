package io.breakwater.usage.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.breakwater.resilience.problem.ProblemCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The books of all events since the first: {@code accepted = committed + pending}, always.
 *
 * @param committed events that are counted in the store of record, by all replicas
 * @param pending events that this instance acknowledged and the store of record does not have yet
 * @param duplicates events that came again and changed nothing
 * @param rejected events that were not counted: over a limit, with the id of another event, or not valid in a batch
 * @param deadLetters events that were acknowledged during an outage and could not be counted after it; they wait in
 *     {@code usage_dead_letter} for someone to look at them
 * @param asOf when the store of record last said so; null where it never did
 * @param reason why it is degraded; absent where it is not
 */
@RegisterForReflection
@JsonPropertyOrder({
    "accepted",
    "committed",
    "pending",
    "duplicates",
    "rejected",
    "deadLetters",
    "asOf",
    "degraded",
    "reason"
})
@Schema(examples = """
        {"accepted": 1200, "committed": 1190, "pending": 10, "duplicates": 3, "rejected": 1, "deadLetters": 0,
         "asOf": "2026-11-22T10:00:00Z", "degraded": false}
        """)
record Ledger(
        long committed,
        long pending,
        long duplicates,
        long rejected,
        long deadLetters,
        @Nullable Instant asOf,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    @JsonProperty
    long accepted() {
        return committed + pending;
    }

    static Ledger of(Books books, long pending, LedgerTally.Amounts tally, Optional<ProblemCode> reason) {
        return new Ledger(
                books.committed(),
                pending,
                books.duplicates() + tally.duplicates(),
                books.rejected() + tally.rejected(),
                books.deadLetters(),
                books.asOf(),
                reason.isPresent(),
                reason.map(ProblemCode::slug).orElse(null));
    }
}
