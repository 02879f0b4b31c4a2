package io.breakwater.health.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What an operator wants done.
 *
 * @param breaker its name
 * @param service in this service alone; in every one that has such a breaker where it is null
 * @param instance in this instance alone
 * @param until when what is opened closes by itself; null where it stays open
 * @param why in the operator's words
 * @param by who
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Order(
        String breaker,
        Action action,
        @Nullable String service,
        @Nullable String instance,
        @Nullable Instant until,
        String why,
        String by) {

    private static final String AGAIN = " (again, after a start)";

    Order {
        requireNonNull(breaker, "breaker");
        requireNonNull(action, "action");
        requireNonNull(why, "why");
        requireNonNull(by, "by");
    }

    /** Undoes it when its time is over. */
    Order undone() {
        return new Order(breaker, Action.CLOSE, service, instance, null, "its time is over", "health-service");
    }

    /** The same for one instance, named by where it is. */
    Order at(String place) {
        return new Order(breaker, action, service, place, until, why, by);
    }

    /** The same once more, where it was done and is forgotten. */
    Order again(String place) {
        return new Order(breaker, action, service, place, until, why + AGAIN, by);
    }

    /** Whether this one is about all that the other one is about. */
    boolean covers(Order other) {
        return breaker.equals(other.breaker)
                && (service == null || service.equals(other.service))
                && (instance == null || instance.equals(other.instance));
    }
}
