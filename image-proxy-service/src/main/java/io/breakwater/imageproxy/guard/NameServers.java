package io.breakwater.imageproxy.guard;

import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name servers that configuration names, or else those of the system's resolv.conf, as it is at each look-up. Never
 * any other: Netty's own reading of it falls back to public ones, which would be told what is looked up here.
 */
final class NameServers implements DnsServerAddressStreamProvider {

    private static final int PORT = 53;
    private static final Pattern ENTRY = Pattern.compile("^\\s*nameserver\\s+(\\S+)");

    private static final Pattern SERVER = Pattern.compile("(\\[[^\\]]+]|[^:]+)(?::([0-9]{1,5}))?");

    private final @Nullable Path resolvConf;
    private volatile List<InetSocketAddress> known;

    private NameServers(@Nullable Path resolvConf, List<InetSocketAddress> known) {
        this.resolvConf = resolvConf;
        this.known = known;
    }

    /**
     * @param servers as {@code address} or {@code address:port}, IPv6 in brackets
     * @throws IllegalArgumentException where one is not that
     */
    static NameServers configured(List<String> servers) {
        return new NameServers(
                null, servers.stream().map(NameServers::configured).toList());
    }

    static NameServers ofSystem(Path resolvConf) {
        return new NameServers(resolvConf, List.of());
    }

    /** Whether there are any now. Reads the file anew: a machine may come to a network, or to another one. */
    boolean any() {
        if (resolvConf == null) {
            return !known.isEmpty();
        }
        try (var lines = Files.lines(resolvConf)) {
            var found = lines.flatMap(NameServers::entry).toList();
            if (!found.isEmpty()) {
                known = found;
            }
            return !found.isEmpty();
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }

    /** To be used only once there were {@link #any()}. */
    @Override
    public DnsServerAddressStream nameServerAddressStream(String name) {
        return DnsServerAddresses.sequential(known).stream();
    }

    private static Stream<InetSocketAddress> entry(String line) {
        var entry = ENTRY.matcher(line);
        try {
            return entry.find()
                    ? Stream.of(new InetSocketAddress(InetAddress.ofLiteral(entry.group(1)), PORT))
                    : Stream.empty();
        } catch (IllegalArgumentException noAddress) {
            return Stream.empty();
        }
    }

    private static InetSocketAddress configured(String server) {
        var parts = SERVER.matcher(server.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a name server is address:port, such as 192.0.2.53:53: " + server);
        }
        var port = parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
        return new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), port);
    }
}
