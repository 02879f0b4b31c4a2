package io.breakwater.resilience.redis;

import io.breakwater.resilience.problem.ProblemCode;
import io.vertx.mutiny.redis.client.Response;
import java.util.Optional;

/** What came of a command: Redis' answer, or why there is none. */
public sealed interface RedisReply {

    /** Redis answered; empty stands for its nil. */
    record Answered(Optional<Response> value) implements RedisReply {}

    /** Redis did not answer. The command may have been carried out all the same. */
    record Away(ProblemCode reason) implements RedisReply {}

    /** The answer, or empty where there is none for whichever cause: for readers who can do without. */
    default Optional<Response> orEmpty() {
        return switch (this) {
            case Answered(var value) -> value;
            case Away _ -> Optional.empty();
        };
    }
}
