package io.breakwater.resilience.wire;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.breakwater.resilience.request.TraceId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches the requests and answers of one connection, and answers what is no HTTP with a problem. */
final class RequestGuard extends ChannelDuplexHandler {

    /** A client that still sends gets the answer only if somebody reads on: a reset would overtake it. */
    private static final long LINGER_MS = 1_000;

    private final WireGuard bytes;
    private final ProblemWriter problems;
    private @Nullable ChannelHandlerContext context;
    private boolean receiving;
    private int unanswered;

    RequestGuard(WireGuard bytes, ProblemWriter problems) {
        this.bytes = bytes;
        this.problems = problems;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Whether a request's headers have come and its body has not ended. */
    boolean requestUnderWay() {
        return receiving;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (message instanceof HttpRequest request) {
            bytes.headersEnded();
            var problem = problemOf(request);
            if (problem != null && unanswered == 0) {
                ReferenceCountUtil.release(message);
                refuse(problem);
                return;
            }
            // Behind requests that are still unanswered the server says it in its own words, at its turn.
            receiving = true;
            unanswered++;
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
        }
        connection.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) {
        var interim =
                message instanceof HttpResponse response && response.status().code() < 200;
        if (message instanceof LastHttpContent && !interim) {
            unanswered--;
        }
        connection.write(message, promise);
    }

    /** Answers in place of the server, and closes the connection; where other answers are due it only closes. */
    void refuse(ProblemException problem) {
        var connection = context;
        if (connection == null) {
            return;
        }
        bytes.refuse();
        if (unanswered > 0) {
            connection.close();
            return;
        }
        connection.writeAndFlush(answer(problem)).addListener(written -> {
            if (connection.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
            }
            connection.executor().schedule(() -> connection.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        });
    }

    private DefaultFullHttpResponse answer(ProblemException problem) {
        var traceId = TraceId.random();
        var answer = problems.answerOutsideOfRequests(problem, traceId);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.code().status()),
                Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach((name, values) -> response.headers().set(name, values));
        response.headers()
                .set(TraceId.HEADER, traceId)
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        return response;
    }

    private static @Nullable ProblemException problemOf(HttpRequest request) {
        var failure = request.decoderResult().cause();
        return switch (failure) {
            case null ->
                UriText.isValid(request.uri())
                        ? null
                        : ProblemException.of(ProblemCode.VALIDATION, "The URL is not valid");
            case TooLongHttpLineException _ ->
                ProblemException.of(ProblemCode.URI_TOO_LONG, "The URL is longer than this accepts");
            case TooLongHttpHeaderException _ ->
                ProblemException.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than this accepts");
            case Throwable _ -> ProblemException.of(ProblemCode.VALIDATION, "This is not valid HTTP");
        };
    }
}
