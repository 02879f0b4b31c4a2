package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. All of it happens on one context of Vert.x, but for the waiting, which a virtual thread
 * does: when that one leaves, with the answer or without, the request is reset on the context and what the body took of
 * the budget is given back there, so nothing comes in any more that nobody waits for, or pays for.
 */
final class Hop {

    private final InetAddress address;
    private final FetchSettings settings;
    private final ByteBudget budget;
    private final InstantSource clock;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Context context;

    // Touched on the context alone.
    private @Nullable HttpClientRequest request;
    private long taken;

    Hop(Context context, InetAddress address, FetchSettings settings, ByteBudget budget, InstantSource clock) {
        this.clock = clock;
        this.context = context;
        this.address = address;
        this.settings = settings;
        this.budget = budget;
    }

    void start(Supplier<Future<HttpClientRequest>> connect) {
        context.runOnContext(_ -> connect.get()
                .onSuccess(this::send)
                .onFailure(failure -> fail(Faults.reasonOf(failure, address, true))));
    }

    /** @throws FetchFailure also where the time is up */
    Answer await(long millis) throws FetchFailure, InterruptedException {
        try {
            return answer.get(Math.max(1, millis), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof FetchFailure known ? known : Reason.INTERNAL.failure();
        } catch (TimeoutException late) {
            throw Reason.TIMEOUT.failure();
        } finally {
            context.runOnContext(_ -> leave());
        }
    }

    private void leave() {
        // Does nothing to an answer that is there already; after it nothing more is taken.
        fail(Reason.TIMEOUT);
        budget.giveBack(taken);
        taken = 0;
    }

    private void send(HttpClientRequest ready) {
        request = ready;
        if (answer.isDone()) {
            ready.reset();
            return;
        }
        ready.exceptionHandler(failure -> fail(Faults.reasonOf(failure, address, false)));
        ready.response().onSuccess(this::read).onFailure(failure -> fail(Faults.reasonOf(failure, address, false)));
        ready.end();
    }

    private void read(HttpClientResponse response) {
        // Also for an answer that is cut off below: what nobody handles is logged as an error.
        response.exceptionHandler(_ -> fail(Reason.TRUNCATED));
        var status = response.statusCode();
        if (status == 200) {
            collect(response);
            return;
        }
        var location = response.getHeader(HttpHeaders.LOCATION);
        if (location != null && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)) {
            answer.complete(new Answer.Redirect(location));
        } else {
            answer.completeExceptionally(refusal(status).failure());
        }
        // What else it has to say is nobody's business.
        reset();
    }

    private static Reason refusal(int status) {
        return switch (status) {
            case 404, 410 -> Reason.NOT_FOUND;
            case 429 -> Reason.RATE_LIMITED;
            default -> {
                if (status >= 500) {
                    yield Reason.UPSTREAM_ERROR;
                }
                yield status >= 400 ? Reason.UPSTREAM_REFUSED : Reason.BAD_RESPONSE;
            }
        };
    }

    private void collect(HttpClientResponse response) {
        var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        // Its last digits would not fit a long: whatever it is, it is too large.
        if (length != null && (length.length() > 18 || Long.parseLong(length) > settings.maxBytes())) {
            fail(Reason.TOO_LARGE);
            return;
        }
        var body = Buffer.buffer();
        response.handler(part -> {
            if (answer.isDone()) {
                return;
            }
            try {
                if (body.length() + part.length() > settings.maxBytes()) {
                    throw Reason.TOO_LARGE.failure();
                }
                budget.take(part.length());
                taken += part.length();
                body.appendBuffer(part);
            } catch (FetchFailure full) {
                fail(full.reason());
            }
        });
        response.endHandler(_ -> answer.complete(new Answer.Body(
                body.getBytes(),
                encoding(response),
                length != null || response.headers().contains(HttpHeaders.TRANSFER_ENCODING),
                Freshness.of(
                        String.join(",", response.headers().getAll(HttpHeaders.CACHE_CONTROL)),
                        response.getHeader(HttpHeaders.AGE),
                        response.getHeader(HttpHeaders.EXPIRES),
                        response.getHeader(HttpHeaders.DATE),
                        clock.instant()))));
    }

    private static String encoding(HttpClientResponse response) {
        var encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding == null ? "identity" : encoding;
    }

    private void fail(Reason reason) {
        if (answer.completeExceptionally(reason.failure())) {
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
