package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks the system's name servers without blocking a thread for each question: the JDK's own resolver would hold one for
 * as long as the slowest name server takes, and callers choose the names. Owns one thread. The system's hosts file
 * counts too. Answers are kept for as long as they say, at most 30 s.
 */
@Singleton
class DnsResolver implements Resolver {

    private static final Logger LOG = Logger.getLogger(DnsResolver.class);

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final int MAX_TTL_SECONDS = 30;
    // Kept, a failure loses its cause, and with it whose fault it is; refusals are remembered elsewhere.
    private static final int NEGATIVE_TTL_SECONDS = 0;
    private static final int MAX_QUERIES = 4;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(
            1, Thread.ofPlatform().daemon().name("image-dns").factory());
    private final NameServers servers;
    private final Unanswered unanswered = new Unanswered();
    private final DnsNameResolver dns;

    @Inject
    DnsResolver(GuardSettings settings) {
        this(
                settings,
                settings.nameServers().map(NameServers::configured).orElseGet(() -> NameServers.ofSystem(RESOLV_CONF)));
    }

    DnsResolver(GuardSettings settings, NameServers servers) {
        this.servers = servers;
        if (!servers.any()) {
            LOG.warn("event=no-name-servers there is none in /etc/resolv.conf: set BREAKWATER_IMAGE_GUARD_NAME_SERVERS,"
                    + " or only images of hosts in the hosts file can be had");
        }
        this.dns = new DnsNameResolverBuilder(loop.next())
                .datagramChannelType(NioDatagramChannel.class)
                .queryTimeoutMillis(settings.lookupLimit().dividedBy(2).toMillis())
                .maxQueriesPerResolve(MAX_QUERIES)
                .ttl(0, MAX_TTL_SECONDS)
                .negativeTtl(NEGATIVE_TTL_SECONDS)
                .nameServerProvider(servers)
                .dnsQueryLifecycleObserverFactory(unanswered)
                // The URL's name is the whole name: the system's search list would make another host of it.
                .searchDomains(List.of())
                .ndots(1)
                .build();
    }

    @Override
    public List<InetAddress> resolve(String name, Duration limit) throws FetchFailure, InterruptedException {
        if (!servers.any()) {
            return fromHostsFile(name);
        }
        var question = dns.resolveAll(name);
        try {
            return question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw reasonOf(name, failed.getCause()).failure();
        } catch (TimeoutException late) {
            throw Reason.LOOKUP_FAILED.failure();
        } finally {
            question.cancel(true);
        }
    }

    private static List<InetAddress> fromHostsFile(String name) throws FetchFailure {
        var address = HostsFileEntriesResolver.DEFAULT.address(name, ResolvedAddressTypes.IPV4_PREFERRED);
        if (address == null) {
            throw Reason.NO_WAY_OUT.failure();
        }
        return List.of(address);
    }

    /** Netty gives a cause where a question was not answered; a name without an address is a failure without one. */
    private Reason reasonOf(String name, Throwable failure) {
        return switch (failure.getCause()) {
            case null -> unanswered.contains(name) ? Reason.LOOKUP_FAILED : Reason.UNRESOLVABLE;
            case DnsErrorCauseException answered
            when answered.getCode().equals(DnsResponseCode.NXDOMAIN) -> Reason.UNRESOLVABLE;
            case Throwable _ -> Reason.LOOKUP_FAILED;
        };
    }

    @PreDestroy
    void close() {
        dns.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
