package io.breakwater.resilience.request;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * When the caller of the request at hand stops waiting: their {@code X-Request-Deadline}, or the service's own limit
 * where that comes first. No work that cannot end by then should start.
 *
 * @param at the moment; what is answered later is of no use
 */
public record Deadline(Instant at) {

    /** The header that carries it, in and out: Unix time in ms. */
    public static final String HEADER = "X-Request-Deadline";

    private static final String LOCAL = Deadline.class.getName();

    public Deadline {
        requireNonNull(at, "at");
    }

    /** The deadline of the request that this code works for; empty outside of one. Known on virtual threads too. */
    public static Optional<Deadline> current() {
        var context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(LOCAL));
    }

    /** The time that is left, zero where none is. */
    public Duration remaining(InstantSource clock) {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed(InstantSource clock) {
        return !clock.instant().isBefore(at);
    }

    /** The value to pass on to a service that this one calls. */
    public String header() {
        return Long.toString(at.toEpochMilli());
    }

    void becomeCurrent() {
        var context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(LOCAL, this);
        }
    }
}
