package io.breakwater.health.suite;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.snapshot.Snapshot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one instance of a service.
 *
 * @param address where it is; never told to anybody
 * @param checkedAt when it was last asked; null where it never was
 * @param reason why it does not answer; null while it does
 * @param snapshot the last one that it gave, also while it is away; null where it never gave any
 * @param seenAt when it gave that snapshot
 */
public record Observation(
        SuiteService service,
        URI address,
        @Nullable Instant checkedAt,
        @Nullable Duration latency,
        @Nullable ProblemCode reason,
        @Nullable Snapshot snapshot,
        @Nullable Instant seenAt) {

    static Observation none(SuiteService service, URI address) {
        return new Observation(service, address, null, null, null, null, null);
    }

    Observation answered(Snapshot fresh, Duration took, Instant now) {
        return new Observation(service, address, now, took, null, fresh, now);
    }

    Observation failed(ProblemCode why, Instant now) {
        return new Observation(service, address, now, null, why, snapshot, seenAt);
    }

    /** A name that stands for its address without giving it away, the same as long as it stays there. */
    public String id() {
        var bytes = new CRC32();
        bytes.update(address.toString().getBytes(StandardCharsets.UTF_8));
        return service.serviceName() + "@" + HexFormat.of().toHexDigits((int) bytes.getValue());
    }

    /** As it calls itself; the name that stands for its address as long as it was never heard of. */
    public String instance() {
        return snapshot == null ? id() : snapshot.instance();
    }

    /** Its snapshot as long as it answers. */
    public @Nullable Snapshot current() {
        return reason == null ? snapshot : null;
    }
}
