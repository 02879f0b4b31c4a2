package io.breakwater.resilience.wire;

import io.breakwater.resilience.problem.ProblemWriter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Puts a {@link WireGuard} on each connection that the service accepts. Quarkus has no door to a connection before its
 * first good request, so this finds the listening socket where Vert.x accepts and looks at what comes out of it.
 */
@Singleton
final class WireGuards implements HttpServerOptionsCustomizer {

    private static final String NAME = "breakwater-wire-guard";

    private final VertxInternal vertx;
    private final Duration headerTimeLimit;
    private final ProblemWriter problems;

    WireGuards(Vertx vertx, WireSettings settings, ProblemWriter problems) {
        this.vertx = (VertxInternal) vertx;
        this.headerTimeLimit = settings.headerTimeLimit();
        this.problems = problems;
    }

    /** One protocol on a plain connection: nothing speaks HTTP/2 without TLS to us, and what is not there needs no guard. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    /** The same with TLS: the guard knows HTTP/1.1 alone. */
    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setUseAlpn(false);
    }

    void started(@ObservesAsync HttpServerStart start) {
        guardListeners();
    }

    void startedWithTls(@ObservesAsync HttpsServerStart start) {
        guardListeners();
    }

    private void guardListeners() {
        for (var executor : vertx.getAcceptorEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop loop) {
                // The loop's channels may be asked for on the loop alone.
                loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::guard));
            }
        }
    }

    private void guard(Channel channel) {
        if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
            channel.pipeline().addFirst(NAME, new Acceptor());
        }
    }

    /** Sees each new connection as a message, before anybody has set it up. */
    @Sharable
    private final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext listener, Object connection) {
            if (connection instanceof Channel channel) {
                channel.pipeline().addLast(NAME, new WireGuard(headerTimeLimit, problems));
            }
            listener.fireChannelRead(connection);
        }
    }
}
