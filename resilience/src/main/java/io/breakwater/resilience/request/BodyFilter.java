package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives the whole body before any work begins, within its limits of size and time. So a slow sender holds neither a
 * thread nor a turn, and a resource never waits for the network.
 */
@Singleton
final class BodyFilter implements Handler<RoutingContext> {

    final long maxSize;
    final Duration timeLimit;
    private final long maxTotal;
    private final AtomicLong total = new AtomicLong();
    private final ProblemWriter problems;

    BodyFilter(RequestSettings settings, ProblemWriter problems) {
        this.maxSize = settings.maxBodySize().asLongValue();
        this.maxTotal = settings.maxBodiesTotal().asLongValue();
        this.timeLimit = settings.bodyTimeLimit();
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        var declared = declaredLength(request);
        if (declared == 0 || request.isEnded()) {
            context.next();
        } else if (declared > maxSize) {
            refuse(context, tooLarge());
        } else {
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            new BodyReception(context, this).start();
        }
    }

    /** The declared length; the longest there may be for a chunked body, 0 where there is no body. */
    private long declaredLength(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return maxSize;
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException tooLongForALong) {
            return Long.MAX_VALUE;
        }
    }

    /** Counts bytes that are kept now; false where all bodies together would be too many. */
    boolean reserve(long bytes) {
        if (total.addAndGet(bytes) <= maxTotal) {
            return true;
        }
        total.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        total.addAndGet(-bytes);
    }

    void refuse(RoutingContext context, ProblemException problem) {
        Refusal.andClose(context, problems, problem);
    }

    ProblemException tooLarge() {
        return ProblemException.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body may have " + maxSize + " bytes");
    }

    ProblemException tooSlow() {
        return ProblemException.of(
                ProblemCode.REQUEST_TIMEOUT, "The body did not come within " + timeLimit.toSeconds() + " s");
    }

    ProblemException tooMany() {
        return ProblemException.of(ProblemCode.BULKHEAD_FULL, "Too many bodies are being received")
                .retryAfter(Duration.ofSeconds(1));
    }
}
