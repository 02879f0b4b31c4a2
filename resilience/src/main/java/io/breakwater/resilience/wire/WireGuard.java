package io.breakwater.resilience.wire;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches the bytes of one connection: headers have to end in time, and what follows a refusal is thrown away. */
final class WireGuard extends ChannelInboundHandlerAdapter {

    private static final String DECODER = "httpDecoder";
    private static final String ENCODER = "httpEncoder";

    private final Duration headerTimeLimit;
    private final ProblemWriter problems;
    private @Nullable RequestGuard requests;
    private @Nullable Future<?> headerTimer;
    private boolean refused;

    WireGuard(Duration headerTimeLimit, ProblemWriter problems) {
        this.headerTimeLimit = headerTimeLimit;
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (refused) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        var guard = requests(context);
        if (headerTimer == null && (guard == null || !guard.requestUnderWay())) {
            headerTimer = context.executor()
                    .schedule(() -> tooSlow(context), headerTimeLimit.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        headersEnded();
        context.fireChannelInactive();
    }

    void headersEnded() {
        if (headerTimer != null) {
            headerTimer.cancel(false);
            headerTimer = null;
        }
    }

    /** From now on nothing that comes is read. */
    void refuse() {
        refused = true;
        headersEnded();
    }

    /** Behind the decoder, as soon as there is one: a TLS connection has to agree on its protocol first. */
    private @Nullable RequestGuard requests(ChannelHandlerContext context) {
        var pipeline = context.pipeline();
        if (requests == null && pipeline.get(DECODER) != null && pipeline.get(ENCODER) != null) {
            requests = new RequestGuard(this, problems);
            pipeline.addAfter(ENCODER, "breakwater-request-guard", requests);
        }
        return requests;
    }

    private void tooSlow(ChannelHandlerContext context) {
        headerTimer = null;
        if (requests == null) {
            context.close();
        } else {
            requests.refuse(ProblemException.of(
                    ProblemCode.REQUEST_TIMEOUT,
                    "The headers did not come within " + headerTimeLimit.toSeconds() + " s"));
        }
    }
}
