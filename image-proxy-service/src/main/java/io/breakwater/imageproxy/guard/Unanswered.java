package io.breakwater.imageproxy.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsQueryLifecycleObserver;
import io.netty.resolver.dns.DnsQueryLifecycleObserverFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Names for which a name server said that it will not or cannot answer (REFUSED and its like): Netty tells these from
 * names without an address while it asks, but no longer in the failure that it ends with.
 */
final class Unanswered implements DnsQueryLifecycleObserverFactory {

    private static final int MAX_NAMES = 1_000;

    // Longer than any look-up takes.
    private final Cache<String, Boolean> names = Caffeine.newBuilder()
            .maximumSize(MAX_NAMES)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    boolean contains(String name) {
        return names.getIfPresent(name.toLowerCase(Locale.ROOT)) != null;
    }

    @Override
    public DnsQueryLifecycleObserver newDnsQueryLifecycleObserver(DnsQuestion question) {
        var asked = question.name().toLowerCase(Locale.ROOT);
        var name = asked.endsWith(".") ? asked.substring(0, asked.length() - 1) : asked;
        return new Observer(name);
    }

    private final class Observer implements DnsQueryLifecycleObserver {

        private final String name;

        private Observer(String name) {
            this.name = name;
        }

        @Override
        public DnsQueryLifecycleObserver queryNoAnswer(DnsResponseCode code) {
            if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
                names.put(name, true);
            }
            return this;
        }

        @Override
        public void queryWritten(InetSocketAddress server, ChannelFuture future) {}

        @Override
        public void queryCancelled(int queriesRemaining) {}

        @Override
        public DnsQueryLifecycleObserver queryRedirected(List<InetSocketAddress> servers) {
            return this;
        }

        @Override
        public DnsQueryLifecycleObserver queryCNAMEd(DnsQuestion alias) {
            return this;
        }

        @Override
        public void queryFailed(Throwable cause) {}

        @Override
        public void querySucceed() {}
    }
}
