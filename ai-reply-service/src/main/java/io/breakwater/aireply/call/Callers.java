package io.breakwater.aireply.call;

import io.breakwater.aireply.answer.AnswerSettings;
import io.breakwater.resilience.request.Deadline;
import io.breakwater.resilience.request.TraceId;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows who waits for the answer to a request. */
@Singleton
public final class Callers {

    private final AnswerSettings settings;
    private final InstantSource clock;

    Callers(AnswerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The caller of the request at hand. Their deadline is a little early, so that a fallback's answer is in time. */
    public Caller of(RoutingContext request) {
        var gone = new CompletableFuture<Void>();
        // The wrapper is there because a shutdown waits for requests (quarkus.shutdown.timeout).
        QuarkusRequestWrapper.get(request.request()).addRequestDoneHandler(_ -> gone.complete(null));
        if (request.response().closed()) {
            gone.complete(null);
        }
        var own = new Deadline(clock.instant().plus(settings.timeLimit()));
        var deadline = Deadline.current()
                .filter(given -> given.at().isBefore(own.at()))
                .orElse(own);
        return new Caller(
                new Deadline(deadline.at().minus(settings.reserve())),
                gone,
                Optional.ofNullable(TraceId.traceparent()),
                Optional.empty());
    }
}
