package io.breakwater.usage.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.counting.UsageEvent;
import io.breakwater.usage.increment.EventFactory;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads increments out of CloudEvents 1.0 (JSON format). {@code source} and {@code id} say together which event it is;
 * {@code time} is when it happened; {@code data} says what to count.
 */
@Singleton
class CloudEvents {

    /** The only type there is. */
    static final String TYPE = "io.breakwater.usage.increment";

    private static final int LONGEST_ID = 256;

    private final EventFactory events;

    CloudEvents(EventFactory events) {
        this.events = events;
    }

    /** @throws ProblemException {@code validation} or {@code unknown-platform} where it is no such event */
    UsageEvent read(JsonNode event) {
        if (!event.isObject()) {
            throw ProblemException.invalid("event", "must be an object");
        }
        mustBe(event, "specversion", "1.0");
        mustBe(event, "type", TYPE);
        var data = event.path("data");
        return events.event(
                new Account(Platform.parse(text(data, "platform")), UserId.parse(text(data, "user"))),
                text(event, "source"),
                text(event, "id"),
                data.hasNonNull("metric") ? new Metric(text(data, "metric")) : Metric.REQUESTS,
                amount(data.path("amount")),
                time(event));
    }

    /** The id as it was sent, to answer with; null where there is none that can be told. */
    static @Nullable String id(JsonNode event) {
        var id = event.path("id");
        return id.isTextual() && !id.textValue().isEmpty() && id.textValue().length() <= LONGEST_ID
                ? id.textValue()
                : null;
    }

    private static void mustBe(JsonNode event, String field, String value) {
        if (!text(event, field).equals(value)) {
            throw ProblemException.invalid(field, "must be " + value);
        }
    }

    private static String text(JsonNode object, String field) {
        var value = object.path(field);
        if (value.getNodeType() != JsonNodeType.STRING
                || value.textValue().isEmpty()
                || value.textValue().length() > LONGEST_ID) {
            throw ProblemException.invalid(field, "must be a text of 1 to " + LONGEST_ID + " characters");
        }
        return value.textValue();
    }

    private static long amount(JsonNode amount) {
        if (amount.isMissingNode() || amount.isNull()) {
            return 1;
        }
        if (!amount.isIntegralNumber() || !amount.canConvertToLong()) {
            throw ProblemException.invalid("amount", "must be a whole number from 1 to 1000000000");
        }
        return amount.longValue();
    }

    private static @Nullable Instant time(JsonNode event) {
        if (!event.hasNonNull("time")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text(event, "time")).toInstant();
        } catch (DateTimeException notOne) {
            throw ProblemException.invalid("time", "must be a time of RFC 3339");
        }
    }
}
