package io.breakwater.aireply.usage;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was served, to be counted once.
 *
 * @param id unique: the idempotency key
 * @param metric {@code ai_reply} or {@code analysis}
 * @param traceparent the trace of the request that it was served to
 */
record UsageCount(
        String id, Platform platform, UserId user, String metric, Instant occurredAt, Optional<String> traceparent) {}
