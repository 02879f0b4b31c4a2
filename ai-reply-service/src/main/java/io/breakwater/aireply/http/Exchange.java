package io.breakwater.aireply.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its answer, on an event loop; one other thread waits for it and may abort it. */
final class Exchange {

    private static final int HTTP2_CANCEL = 8;

    private final OutboundRequest outbound;
    private final Consumer<Buffer> events;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private volatile @Nullable HttpClientRequest connected;

    Exchange(OutboundRequest outbound, Consumer<Buffer> events) {
        this.outbound = outbound;
        this.events = events;
    }

    HttpAnswer await() throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException gaveUp) {
            abort(gaveUp);
            throw gaveUp;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io
                    ? io
                    : new IOException("the connection failed", failed.getCause());
        }
    }

    void send(HttpClientRequest request) {
        connected = request;
        // Aborted while the connection was being made: abort() saw no request to reset.
        if (answer.isDone()) {
            request.reset(HTTP2_CANCEL);
            return;
        }
        outbound.headers().forEach(request::putHeader);
        var body = outbound.body();
        (body == null ? request.send() : request.send(body))
                .onFailure(this::fail)
                .onSuccess(this::receive);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    private void receive(HttpClientResponse response) {
        var body = Buffer.buffer();
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        var streams = response.statusCode() == 200 && type != null && type.startsWith("text/event-stream");
        response.exceptionHandler(this::fail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > outbound.maxAnswerBytes()) {
                abort(new AnswerTooLargeException(outbound.maxAnswerBytes()));
            } else {
                body.appendBuffer(chunk);
                if (streams && !answer.isDone()) {
                    events.accept(chunk);
                }
            }
        });
        response.endHandler(_ -> answer.complete(new HttpAnswer(response.statusCode(), response.headers(), body)));
    }

    private void abort(Throwable why) {
        answer.completeExceptionally(why);
        var request = connected;
        if (request != null) {
            request.reset(HTTP2_CANCEL);
        }
    }
}
