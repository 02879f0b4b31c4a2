package io.breakwater.usage.increment;

import io.breakwater.usage.account.Metric;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of an increment; every field may be left out. */
@RegisterForReflection
@Schema(examples = "{\"metric\": \"requests\", \"amount\": 1}")
record IncrementRequest(
        @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                defaultValue = "requests",
                description = "1 to 64 characters of a-z 0-9 _ . -, starting with a letter")
        @Nullable
        Metric metric,

        @Schema(defaultValue = "1", minimum = "1", maximum = "1000000000") @Nullable
        Long amount,

        @Schema(description = "When it happened, if not now: at most 31 days ago, at most 5 minutes ahead") @Nullable
        Instant occurredAt) {

    static final IncrementRequest DEFAULTS = new IncrementRequest(null, null, null);
}
