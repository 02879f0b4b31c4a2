package io.breakwater.health.home;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

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

    private final DashboardFiles files;

    DashboardHeaders(DashboardFiles files) {
        this.files = files;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, LAST);
    }

    private void add(RoutingContext context) {
        var method = context.request().method();
        var tag = method == HttpMethod.GET || method == HttpMethod.HEAD
                ? files.tagOf(context.normalizedPath()).orElse(null)
                : null;
        if (tag == null) {
            context.next();
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
