package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.Reason;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What the failures of connections mean. */
final class Faults {

    private Faults() {}

    /** @param connecting whether there was no connection yet */
    static Reason reasonOf(Throwable failure, InetAddress address, boolean connecting) {
        return switch (failure) {
            case SSLException _ -> Reason.TLS_FAILED;
            case TimeoutException _ -> Reason.TIMEOUT;
            case io.netty.channel.ConnectTimeoutException _ -> Reason.TIMEOUT;
            case IOException unreachable when noWayOut(unreachable, address) -> Reason.NO_WAY_OUT;
            case ConnectException _ -> Reason.CONNECT_FAILED;
            case HttpClosedException _, IOException _, PrematureChannelClosureException _ -> Reason.CONNECTION_LOST;
            case DecoderException decoding when decoding.getCause() instanceof SSLException -> Reason.TLS_FAILED;
            case Throwable other when other.getCause() instanceof SSLException -> Reason.TLS_FAILED;
            case Throwable _ -> connecting ? Reason.CONNECT_FAILED : Reason.BAD_RESPONSE;
        };
    }

    /**
     * ENETUNREACH: this machine has no route at all. For IPv6 it says only that this machine has none of that, and
     * EHOSTUNREACH can be one host's doing: callers choose the hosts, so neither may close the way out for all.
     */
    private static boolean noWayOut(IOException failure, InetAddress address) {
        var message = failure.getMessage();
        return address instanceof Inet4Address && message != null && message.contains("Network is unreachable");
    }
}
