package io.breakwater.imageproxy.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that are no places on the public internet. Sources: IANA's IPv4 and IPv6 Special-Purpose Address Registries
 * (RFC 6890) and IANA's IPv6 address space registry, each line with the RFC that made it; in doubt a range is in.
 */
final class SpecialRanges {

    private static final List<Range> IPV4 = ranges(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598; Alibaba's metadata is 100.100.100.200
            "127.0.0.0/8", // loopback, RFC 1122
            "168.63.129.16/32", // Azure's virtual host, public in form alone (Microsoft's documentation)
            "169.254.0.0/16", // link-local, RFC 3927; metadata of most clouds is 169.254.169.254
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890; Oracle's metadata is 192.0.0.192
            "192.0.2.0/24", // documentation, RFC 5737
            "192.31.196.0/24", // AS112, RFC 7535
            "192.52.193.0/24", // AMT, RFC 7450
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "192.175.48.0/24", // AS112, RFC 7534
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4"); // reserved, RFC 1112, and broadcast, RFC 8190

    // All that IANA gives out as global unicast is in here; whatever is outside is special: loopback and unspecified
    // (RFC 4291), ::127.0.0.1 (compatible, RFC 4291), ::ffff:0:0/96 (mapped, RFC 4291), 64:ff9b::/96 and 64:ff9b:1::/48
    // (NAT64, RFC 6052 and 8215), 100::/64 (discard, RFC 6666), 5f00::/16 (segment routing, RFC 9602), fc00::/7
    // (unique local, RFC 4193; AWS' metadata is fd00:ec2::254), fe80::/10 (link-local, RFC 4291), fec0::/10
    // (site-local, RFC 3879), ff00::/8 (multicast, RFC 4291).
    private static final Range IPV6_GLOBAL = Range.parse("2000::/3");

    private static final List<Range> IPV6 = ranges(
            "2001::/23", // protocol assignments, RFC 2928; with Teredo 2001::/32, RFC 4380, and ORCHID, RFC 7343
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056: carries any IPv4 address
            "2620:4f:8000::/48", // AS112, RFC 7534
            "3ffe::/16", // 6bone, given back, RFC 3701
            "3fff::/20"); // documentation, RFC 9637

    private SpecialRanges() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet6Address) {
            return !IPV6_GLOBAL.contains(address) || IPV6.stream().anyMatch(range -> range.contains(address));
        }
        return IPV4.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... texts) {
        return Range.parseAll(List.of(texts));
    }
}
