package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.resilience.ratelimit.RetryAfter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. All of it happens on one context of Vert.x, but for the waiting, which a virtual thread
 * does: when that one leaves without the answer, the request is reset on the context and what the body took of the budget
 * is given back, so nothing comes in any more that nobody waits for, or pays for.
 */
final class Hop {

    private static final int MAX_DIGITS = 18;

    private final ImageUrl url;
    private final InetAddress address;
    private final FetchOrder order;
    private final FetchSettings settings;
    private final ByteBudget.Lease lease;
    private final InstantSource clock;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Context context;

    // Touched on the context alone.
    private @Nullable HttpClientRequest request;
    private @Nullable Arriving arriving;

    Hop(
            Context context,
            ImageUrl url,
            InetAddress address,
            FetchOrder order,
            FetchSettings settings,
            ByteBudget.Lease lease,
            InstantSource clock) {
        this.url = url;
        this.order = order;
        this.clock = clock;
        this.context = context;
        this.address = address;
        this.settings = settings;
        this.lease = lease;
    }

    void start(Supplier<Future<HttpClientRequest>> connect) {
        context.runOnContext(_ -> connect.get()
                .onSuccess(this::send)
                .onFailure(
                        failure -> fail(Faults.reasonOf(failure, address, true).failure())));
    }

    /** Whoever gets a body closes its lease. @throws FetchFailure also where the time is up */
    Answer await(long millis) throws FetchFailure, InterruptedException {
        var handedOver = false;
        try {
            var got = answer.get(Math.max(1, millis), TimeUnit.MILLISECONDS);
            handedOver = got instanceof Answer.Body;
            return got;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof FetchFailure known ? known : Reason.INTERNAL.failure();
        } catch (TimeoutException late) {
            throw Reason.TIMEOUT.failure();
        } finally {
            if (!handedOver) {
                lease.close();
                // Does nothing to an answer that is there already; after it nothing more is taken.
                context.runOnContext(_ -> fail(Reason.TIMEOUT.failure()));
            }
        }
    }

    private void send(HttpClientRequest ready) {
        request = ready;
        if (answer.isDone()) {
            ready.reset();
            return;
        }
        ready.exceptionHandler(
                failure -> fail(Faults.reasonOf(failure, address, false).failure()));
        ready.response()
                .onSuccess(this::read)
                .onFailure(
                        failure -> fail(Faults.reasonOf(failure, address, false).failure()));
        ready.end();
    }

    private void read(HttpClientResponse response) {
        // Also for an answer that is cut off below: what nobody handles is logged as an error.
        response.exceptionHandler(_ -> fail(Reason.TRUNCATED.failure()));
        var status = response.statusCode();
        if (status == 200) {
            collect(response);
            return;
        }
        var known = order.known().filter(image -> image.validators().at(url));
        if (status == 304 && known.isPresent()) {
            answer.complete(unchanged(known.get(), response));
            return;
        }
        var location = response.getHeader(HttpHeaders.LOCATION);
        if (location != null && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)) {
            answer.complete(new Answer.Redirect(location));
        } else {
            var when = response.getHeader(HttpHeaders.RETRY_AFTER);
            answer.completeExceptionally(Reason.ofStatus(status, when != null)
                    .failure(RetryAfter.parse(when, clock.instant()).orElse(Duration.ZERO)));
        }
        // What else it has to say is nobody's business.
        reset();
    }

    private void collect(HttpClientResponse response) {
        var announced = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        // Its last digits would not fit a long: whatever it is, it is too large.
        if (announced != null && (announced.length() > MAX_DIGITS || Long.parseLong(announced) > settings.maxBytes())) {
            fail(Reason.TOO_LARGE.failure());
            return;
        }
        var lengthKnown = announced != null || response.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        var freshness = freshness(response);
        var mayStream = lengthKnown && encoding(response).equals("identity");
        var body = new BodyBuffer(
                lease, settings.maxBytes(), announced == null ? settings.maxBytes() : Integer.parseInt(announced));
        var coming = new Arriving();
        arriving = coming;
        response.handler(part -> {
            if (answer.isDone()) {
                return;
            }
            try {
                var before = body.size();
                body.append(part.length(), part::getBytes);
                coming.grew(body.bytes(), body.size());
                if (mayStream && before < Arriving.HELD_BACK && body.size() >= Arriving.HELD_BACK) {
                    order.arriving(coming, freshness);
                }
            } catch (FetchFailure full) {
                fail(full);
            }
        });
        response.endHandler(_ -> {
            try {
                var whole = body.finish();
                if (answer.complete(new Answer.Body(
                        whole, encoding(response), lengthKnown, freshness, Validators.of(url, response), lease))) {
                    coming.end(whole);
                }
            } catch (FetchFailure full) {
                fail(full);
            }
        });
    }

    private Freshness freshness(HttpClientResponse response) {
        return Freshness.of(
                String.join(",", response.headers().getAll(HttpHeaders.CACHE_CONTROL)),
                response.getHeader(HttpHeaders.AGE),
                response.getHeader(HttpHeaders.EXPIRES),
                response.getHeader(HttpHeaders.DATE),
                clock.instant());
    }

    /** What a 304 does not say stays as it was (RFC 9111, 4.3.4). */
    private Answer.Unchanged unchanged(FetchOrder.Known known, HttpClientResponse response) {
        var said = response.headers().contains(HttpHeaders.CACHE_CONTROL)
                || response.headers().contains(HttpHeaders.EXPIRES);
        var before = known.validators();
        var now = Validators.of(url, response);
        return new Answer.Unchanged(
                known,
                said ? freshness(response) : known.freshness(),
                new Validators(
                        now.place(),
                        now.etag() == null ? before.etag() : now.etag(),
                        now.lastModified() == null ? before.lastModified() : now.lastModified()));
    }

    private static String encoding(HttpClientResponse response) {
        var encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding == null ? "identity" : encoding;
    }

    private void fail(FetchFailure failure) {
        if (answer.completeExceptionally(failure)) {
            if (arriving != null) {
                arriving.cut();
            }
            reset();
        }
    }

    private void reset() {
        var started = request;
        if (started != null) {
            started.reset();
        }
    }
}
