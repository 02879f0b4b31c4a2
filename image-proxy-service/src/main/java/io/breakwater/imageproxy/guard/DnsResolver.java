package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the system's name servers without blocking a thread for each question: the JDK's own resolver would hold one for
 * as long as the slowest name server takes, and callers choose the names. Owns one thread. The system's hosts file
 * counts too. Answers are kept for as long as they say, at most 30 s.
 */
@Singleton
class DnsResolver implements Resolver {

    private static final int MAX_TTL_SECONDS = 30;
    private static final int NEGATIVE_TTL_SECONDS = 10;
    private static final int MAX_QUERIES = 4;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(
            1, Thread.ofPlatform().daemon().name("image-dns").factory());
    private final DnsNameResolver dns;

    DnsResolver(GuardSettings settings) {
        var builder = new DnsNameResolverBuilder(loop.next())
                .datagramChannelType(NioDatagramChannel.class)
                .queryTimeoutMillis(settings.lookupLimit().dividedBy(2).toMillis())
                .maxQueriesPerResolve(MAX_QUERIES)
                .ttl(0, MAX_TTL_SECONDS)
                .negativeTtl(NEGATIVE_TTL_SECONDS);
        settings.nameServers()
                .ifPresent(servers -> builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(
                        servers.stream().map(DnsResolver::address).toArray(InetSocketAddress[]::new))));
        this.dns = builder.build();
    }

    @Override
    public List<InetAddress> resolve(String name, Duration limit) throws FetchFailure, InterruptedException {
        var question = dns.resolveAll(name);
        try {
            return question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            throw Reason.UNRESOLVABLE.failure();
        } finally {
            question.cancel(true);
        }
    }

    @PreDestroy
    void close() {
        dns.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static InetSocketAddress address(String server) {
        var colon = server.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(server.substring(0, colon)), Integer.parseInt(server.substring(colon + 1)));
    }
}
