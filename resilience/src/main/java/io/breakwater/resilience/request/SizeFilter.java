package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Turns away URLs and headers above the limits. The server reads a little more than these, so that the answer can be a
 * problem, and cuts at that.
 */
@Singleton
final class SizeFilter implements Handler<RoutingContext> {

    private final long urlLimit;
    private final long headerLimit;
    private final ProblemWriter problems;

    SizeFilter(RequestSettings settings, ProblemWriter problems) {
        this.urlLimit = settings.maxUrlLength().asLongValue();
        this.headerLimit = settings.maxHeaderSize().asLongValue();
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        if (request.uri().length() > urlLimit) {
            refuse(context, ProblemCode.URI_TOO_LONG, "The URL may have " + urlLimit + " bytes");
            return;
        }
        var headers = 0L;
        for (var header : request.headers()) {
            headers += header.getKey().length() + header.getValue().length() + ": \r\n".length();
        }
        if (headers > headerLimit) {
            refuse(context, ProblemCode.HEADERS_TOO_LARGE, "The headers may have " + headerLimit + " bytes together");
            return;
        }
        context.next();
    }

    private void refuse(RoutingContext context, ProblemCode code, String detail) {
        Refusal.andClose(context, problems, ProblemException.of(code, detail));
    }
}
