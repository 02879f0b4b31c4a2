package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads the caller's deadline, and refuses what is already too late. */
@Singleton
final class DeadlineFilter implements Handler<RoutingContext> {

    private final Duration timeLimit;
    private final InstantSource clock;
    private final ProblemWriter problems;

    DeadlineFilter(RequestSettings settings, InstantSource clock, ProblemWriter problems) {
        this.timeLimit = settings.timeLimit();
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        var given = context.request().getHeader(Deadline.HEADER);
        var own = new Deadline(clock.instant().plus(timeLimit));
        if (given == null) {
            own.becomeCurrent();
            context.next();
            return;
        }
        // 13 digits are the milliseconds from 2001 to 2286: seconds by mistake are told, not taken for 1970.
        if (!given.matches("[0-9]{13}")) {
            problems.write(context, ProblemException.invalid(Deadline.HEADER, "must be Unix time in milliseconds"));
            return;
        }
        var asked = new Deadline(Instant.ofEpochMilli(Long.parseLong(given)));
        if (asked.passed(clock)) {
            problems.write(context, ProblemException.of(ProblemCode.TIMEOUT, "The deadline has passed already"));
            return;
        }
        (asked.at().isBefore(own.at()) ? asked : own).becomeCurrent();
        context.next();
    }
}
