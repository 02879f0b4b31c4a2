package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing here opens a socket: names are looked up in a table, and what the guard would let connect to is written down. */
class GuardTest {

    private static final String PUBLIC = "93.184.215.14";
    private static final Map<String, List<String>> NAMES = Map.of(
            "example.com", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
            "cdn.example.com", List.of(PUBLIC),
            "evilexample.com", List.of(PUBLIC),
            "rebound.example.com", List.of(PUBLIC, "127.0.0.1"),
            "metadata.example.com", List.of("169.254.169.254"),
            "mapped.example.com", List.of("::ffff:10.0.0.1"),
            "nat64.example.com", List.of("64:ff9b::a00:1"),
            "xn--bcher-kva.example.com", List.of(PUBLIC));

    private final List<InetAddress> connected = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "http://nat64.example.com/"
            })
    void aHostileUrlIsRefusedAndNothingIsConnectedTo(String url) {
        // Given
        var guard = guard(settings(null, null));

        // When / Then
        assertThatThrownBy(() -> connect(guard, url))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.URL_REFUSED));
        assertThat(connected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.png",
                "https://example.com/a.png?b=c&d=%20#fragment",
                "HTTPS://EXAMPLE.COM:443/",
                "http://example.com",
                "http://example.com./a",
                "http://example.com#@127.0.0.1:22/",
                "http://example.com/é ü.png",
                "http://xn--bcher-kva.example.com/",
                "http://93.184.215.14/",
                "http://172.32.0.1/",
                "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"
            })
    void aPublicUrlPasses(String url) throws Exception {
        // Given
        var guard = guard(settings(null, null));

        // When
        connect(guard, url);

        // Then
        assertThat(connected).isNotEmpty();
    }

    @Test
    void theAddressGivenOutIsTheOneThatWasChecked() throws Exception {
        // Given a name that is public when it is checked, and would be loopback if it were looked up again
        var lookups = new ArrayList<String>();
        Resolver rebinding = (name, _) -> {
            lookups.add(name);
            return List.of(InetAddress.ofLiteral(lookups.size() == 1 ? PUBLIC : "127.0.0.1"));
        };

        // When
        var addresses = new Guard(settings(null, null), rebinding)
                .admit(ImageUrl.parse("http://rebinding.example.com/"), Duration.ofSeconds(1));

        // Then
        assertThat(addresses).containsExactly(InetAddress.ofLiteral(PUBLIC));
        assertThat(lookups).hasSize(1);
    }

    @Test
    void anAllowListIsHeldToTheLetterAndTheDot() throws Exception {
        // Given
        var guard = guard(settings(List.of("*.example.com"), null));

        // When
        connect(guard, "http://cdn.example.com/");

        // Then
        assertThat(connected).hasSize(1);
        assertThatThrownBy(() -> connect(guard, "http://evilexample.com/")).isInstanceOf(FetchFailure.class);
        assertThatThrownBy(() -> connect(guard, "http://example.com/")).isInstanceOf(FetchFailure.class);
        assertThatThrownBy(() -> connect(guard, "http://93.184.215.14/")).isInstanceOf(FetchFailure.class);
    }

    @Test
    void onlyTheRangesThatConfigurationNamesAreOpened() throws Exception {
        // Given
        var guard = guard(settings(null, List.of("127.0.0.0/8")));

        // When
        connect(guard, "http://127.0.0.1/");

        // Then
        assertThat(connected).hasSize(1);
        assertThatThrownBy(() -> connect(guard, "http://10.0.0.1/")).isInstanceOf(FetchFailure.class);
        assertThatThrownBy(() -> connect(guard, "http://[::1]/")).isInstanceOf(FetchFailure.class);
    }

    private void connect(Guard guard, String url) throws FetchFailure, InterruptedException {
        connected.addAll(guard.admit(ImageUrl.parse(url), Duration.ofSeconds(1)));
    }

    private static Guard guard(GuardSettings settings) {
        return new Guard(settings, (String name, Duration limit) -> {
            var addresses = NAMES.get(name);
            if (addresses == null) {
                throw Reason.UNRESOLVABLE.failure();
            }
            return addresses.stream().map(InetAddress::ofLiteral).toList();
        });
    }

    private record Settings(Optional<List<String>> allowedHosts, Optional<List<String>> allowedRanges)
            implements GuardSettings {
        @Override
        public Set<Integer> ports() {
            return Set.of(80, 443);
        }

        @Override
        public Duration lookupLimit() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Optional<List<String>> nameServers() {
            return Optional.empty();
        }
    }

    private static GuardSettings settings(List<String> hosts, List<String> ranges) {
        return new Settings(Optional.ofNullable(hosts), Optional.ofNullable(ranges));
    }
}
