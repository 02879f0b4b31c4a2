package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.Reason;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Forms of URLs that nobody sends who means well, and names that lead inward. Nothing here is ever connected to. */
public final class HostileUrls {

    static final String PUBLIC = "93.184.215.14";

    private static final Map<String, List<String>> ADDRESSES = Map.of(
            "example.com", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
            "cdn.example.com", List.of(PUBLIC),
            "evilexample.com", List.of(PUBLIC),
            "rebound.example.com", List.of(PUBLIC, "127.0.0.1"),
            "metadata.example.com", List.of("169.254.169.254"),
            "mapped.example.com", List.of("::ffff:10.0.0.1"),
            "nat64.example.com", List.of("64:ff9b::a00:1"),
            "xn--bcher-kva.example.com", List.of(PUBLIC));

    /** Looks names up in a table. */
    static final Resolver NAMES = (name, _) -> {
        var addresses = ADDRESSES.get(name);
        if (addresses == null) {
            throw Reason.UNRESOLVABLE.failure();
        }
        return addresses.stream().map(InetAddress::ofLiteral).toList();
    };

    private HostileUrls() {}

    /** A guard as it is shipped, which looks names up in a table. */
    public static Guard guard() {
        return new Guard(new TestGuardSettings(null, null, null), NAMES);
    }

    /** All of them. */
    public static Stream<String> all() {
        return Stream.of(
                // Schemes
                "file:///etc/passwd",
                "ftp://example.com/a.png",
                "gopher://example.com/",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "jar:http://example.com/a!/b",
                "//example.com/a.png",
                "example.com/a.png",
                "http:/example.com/a.png",
                "http:example.com",
                "http://",
                "http:///a.png",
                " http://example.com/",
                // Userinfo and ports
                "http://user@example.com/",
                "http://user:secret@example.com/",
                "http://example.com@127.0.0.1/",
                "http://example.com:22/",
                "http://example.com:6379/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:99999/",
                "http://example.com:/",
                "http://example.com:80:80/",
                "http://example.com:+80/",
                // Forms on which parsers disagree
                "http://127.0.0.1\\@example.com/",
                "http:\\\\example.com\\a.png",
                "http://example.com\\.evil.com/",
                "http://example.com%2f@127.0.0.1/",
                "http://example%2ecom/",
                "http://exam ple.com/",
                "http://example.com\r\nHost: localhost/",
                "http://example.com/\r\nX: 1",
                "http://example.com/\t",
                "http://example.com\u0000/",
                "http://-example.com/",
                "http://example..com/",
                "http://.example.com/",
                // Loopback by every spelling
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.1./",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://127.0.0.01/",
                "http://00127.0.0.1/",
                "http://0/",
                "http://0.0.0.0/",
                "http://①②⑦.⓪.⓪.①/",
                "http://127。0。0。1/",
                "http://１２７.0.0.1/",
                "http://localhost/",
                "http://LOCALHOST/",
                "http://localhost./",
                "http://a.localhost/",
                "http://printer/",
                "http://router.local/",
                "http://db.internal/",
                "http://metadata.google.internal/",
                // IPv4 ranges
                "http://10.0.0.1/",
                "http://100.64.0.1/",
                "http://100.100.100.200/",
                "http://168.63.129.16/",
                "http://169.254.169.254/latest/meta-data/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.0.0.192/",
                "http://192.0.2.1/",
                "http://192.88.99.1/",
                "http://192.168.1.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://256.1.1.1/",
                // IPv6
                "http://[::1]/",
                "http://[::]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::127.0.0.1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::ffff:8.8.8.8]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b:1::1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001::1]/",
                "http://[2001:db8::1]/",
                "http://[3fff::1]/",
                "http://[100::1]/",
                "http://[5f00::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[::1/",
                "http://::1/",
                "http://[example.com]/",
                // Names that lead inward
                "http://rebound.example.com/",
                "http://metadata.example.com/",
                "http://mapped.example.com/",
                "http://nat64.example.com/",
                // Userinfo, ports and IPv4 in IPv6 once more
                "http://example.com:443@127.0.0.1/",
                "http://127.0.0.1#@example.com/",
                "http://127.0.0.1?@example.com/",
                "http://example.com:80\\@127.0.0.1/",
                "http://example.com%00.evil.com/",
                "http://example.com&@127.0.0.1/",
                "http://0300.0250.0.1/",
                "http://0x7f.1/",
                "http://[0:0:0:0:0:ffff:7f00:1]/",
                "http://[::FFFF:169.254.169.254]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[2001:0:7f00:1::]/",
                "http://[3ffe::1]/",
                "http://[::1]:443/",
                "http://[::1]@example.com/",
                "http://ⓛocalhost/",
                "http://example.com.localhost/");
    }
}
