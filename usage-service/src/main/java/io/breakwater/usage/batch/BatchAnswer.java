package io.breakwater.usage.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.counting.Durability;
import io.breakwater.usage.counting.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param results one for each event, in their order
 * @param degraded whether some wait in the local journal
 * @param reason why it is degraded; absent where it is not
 */
@RegisterForReflection
@Schema(examples = """
        {"accepted": 1, "duplicates": 0, "rejected": 1, "results": [
          {"id": "a1", "status": "accepted", "durability": "postgres"},
          {"id": "a2", "status": "rejected", "code": "validation", "detail": "amount must be a whole number"}],
         "degraded": false}
        """)
record BatchAnswer(
        long accepted,
        long duplicates,
        long rejected,
        List<Result> results,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    /**
     * What became of one event.
     *
     * @param id the event's; null where it had none
     * @param durability whose disk has it; absent where it was rejected
     * @param code why it was rejected; absent where it was not
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @JsonInclude @Nullable String id,
            EventStatus status,
            @Nullable Durability durability,
            @Nullable String code,
            @Nullable String detail) {

        static Result rejected(@Nullable String id, ProblemException why) {
            return new Result(id, EventStatus.REJECTED, null, why.code().slug(), why.detail());
        }

        static Result of(@Nullable String id, Outcome outcome) {
            return switch (outcome) {
                case Outcome.Counted counted -> taken(id, counted.duplicate(), counted.durability());
                case Outcome.Journaled journaled -> taken(id, journaled.duplicate(), Durability.LOCAL);
                case Outcome.OverQuota _ ->
                    rejected(id, ProblemException.of(ProblemCode.QUOTA_EXCEEDED, "A limit has no room for it"));
                case Outcome.Conflict _ ->
                    rejected(
                            id,
                            ProblemException.of(
                                    ProblemCode.CONFLICT, "Another event was sent with this source and id"));
            };
        }

        private static Result taken(@Nullable String id, boolean duplicate, Durability durability) {
            return new Result(id, duplicate ? EventStatus.DUPLICATE : EventStatus.ACCEPTED, durability, null, null);
        }
    }

    static BatchAnswer of(List<Result> results, Optional<ProblemCode> reason) {
        return new BatchAnswer(
                count(results, result -> result.status() == EventStatus.ACCEPTED),
                count(results, result -> result.status() == EventStatus.DUPLICATE),
                count(results, result -> result.status() == EventStatus.REJECTED),
                results,
                reason.isPresent(),
                reason.map(ProblemCode::slug).orElse(null));
    }

    private static long count(List<Result> results, Predicate<Result> which) {
        return results.stream().filter(which).count();
    }
}
