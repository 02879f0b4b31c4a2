package io.breakwater.health.home;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Puts on the dashboard's files what a browser may do with them, and their tags. Quarkus itself serves them. Each is asked
 * for anew at each visit and answered with 304 as long as it is the same: modules of two versions never meet in one page.
 */
@Singleton
final class DashboardHeaders {

    /** Nothing from elsewhere, nothing inline, in nobody's frame. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Right before the routes, after everything that may refuse a request.
    private static final int LAST = 10;

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final DashboardFiles files;
    private final ProblemWriter problems;

    DashboardHeaders(DashboardFiles files, ProblemWriter problems) {
        this.files = files;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, LAST);
    }

    private void add(RoutingContext context) {
        var tag = files.tagOf(context.normalizedPath()).orElse(null);
        if (tag == null) {
            context.next();
            return;
        }
        if (!METHODS.contains(context.request().method())) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            problems.write(context, ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED, "A file can only be read"));
            return;
        }
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            context.response().setStatusCode(304).end();
        } else {
            context.next();
        }
    }
}
