package io.breakwater.health.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.Delivery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver stands.
 *
 * @param pending how many messages wait for it
 * @param oldestPending when the first of them was written
 * @param lastDelivered when it last took one
 * @param failing present while it takes nothing; as this replica sees it
 * @param dead messages that were given up, the latest first
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceiverReport(
        String receiver,
        int pending,
        @Nullable Instant oldestPending,
        @Nullable Instant lastDelivered,
        @Nullable Failing failing,
        List<Dead> dead) {

    /** @param reason a status, or the code of a problem */
    @RegisterForReflection
    public record Failing(Instant since, String reason, int attempts, Instant nextAttempt) {}

    /** @param delivery its id, to have it sent again */
    @RegisterForReflection
    public record Dead(String delivery, Delivery.What what, AlertRule rule, String subject, Instant at, String reason) {

        static Dead of(Delivery delivery) {
            return new Dead(
                    delivery.id(),
                    delivery.what(),
                    delivery.alert().rule(),
                    delivery.alert().subject(),
                    delivery.at(),
                    Objects.requireNonNullElse(delivery.reason(), "unknown"));
        }
    }
}
