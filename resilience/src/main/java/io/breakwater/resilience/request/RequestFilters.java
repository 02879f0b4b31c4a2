package io.breakwater.resilience.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The order in which the filters of this room see a request. The higher number comes first. */
@Singleton
final class RequestFilters {

    // Quarkus has CORS at 300, authentication at 200, authorization at 100; resources come last.
    private static final int TRACE = 10_000;
    private static final int CLOCK = 9_950;
    private static final int SIZE = 9_900;
    private static final int DEADLINE = 9_800;
    private static final int BODY = 50;

    void register(
            @Observes Filters filters,
            TraceFilter trace,
            SlowRequests slow,
            SizeFilter size,
            DeadlineFilter deadline,
            BodyFilter body,
            LoadShedder shedder) {
        filters.register(trace, TRACE)
                .register(slow, CLOCK)
                .register(size, SIZE)
                .register(deadline, DEADLINE)
                // Nobody without the right to ask makes us keep a body, and no slow sender holds a turn.
                .register(body, BODY)
                .register(shedder, LoadShedder.ORDER);
    }
}
