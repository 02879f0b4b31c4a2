package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.origin.TestDns;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DnsResolverTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @AutoClose
    private final TestDns server = new TestDns();

    @TempDir
    Path directory;

    @AutoClose("close")
    private DnsResolver resolver = resolver(NameServers.configured(List.of(server.server())));

    @Test
    void aNameIsLookedUp() throws Exception {
        // When
        var addresses = resolver.resolve("a.origin.example", LIMIT);

        // Then
        assertThat(addresses).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "unknown.example, UNRESOLVABLE",
        "broken.example, LOOKUP_FAILED",
        "mute.example, LOOKUP_FAILED",
        "refused.example, LOOKUP_FAILED"
    })
    void onlyAnAnswerThatThereIsNoneIsTheHostsFault(String name, Reason reason) {
        // When / Then
        assertThatThrownBy(() -> resolver.resolve(name, LIMIT))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason));
    }

    @Test
    void theWholeNameIsAskedForAndNoOther() {
        // When
        assertThatThrownBy(() -> resolver.resolve("intranet.unknown", LIMIT)).isInstanceOf(FetchFailure.class);

        // Then
        assertThat(server.names()).containsExactly("intranet.unknown.");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "[2001:db8::53], 2001:db8::53, 53",
        "[2001:db8::53]:5353, 2001:db8::53, 5353"
    })
    void aNameServerIsAnAddressWithAPortOrWithout(String text, String address, int port) {
        // When
        var servers = NameServers.configured(List.of(text));

        // Then
        assertThat(servers.nameServerAddressStream("a.example").next())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example.com", "192.0.2.53:", "2001:db8::53", "192.0.2.53:99999", ""})
    void anythingElseStopsTheStart(String text) {
        // When / Then
        assertThatThrownBy(() -> NameServers.configured(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutNameServersNobodyIsAsked() {
        // Given
        try (var alone = closing(resolver(NameServers.ofSystem(directory.resolve("resolv.conf"))))) {

            // When / Then
            assertThatThrownBy(() -> alone.resolver().resolve("a.origin.example", LIMIT))
                    .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                            .isEqualTo(Reason.NO_WAY_OUT));
        }
    }

    @Test
    void theSystemsNameServersAreReadAnew() throws IOException {
        // Given
        var file = directory.resolve("resolv.conf");
        var servers = NameServers.ofSystem(file);
        assertThat(servers.any()).isFalse();

        // When
        Files.writeString(file, "# none\nsearch corp.example\nnameserver nonsense\nnameserver 192.0.2.53\n");

        // Then
        assertThat(servers.any()).isTrue();
        assertThat(servers.nameServerAddressStream("a.example").next())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.53"), 53));
    }

    private record Closing(DnsResolver resolver) implements AutoCloseable {
        @Override
        public void close() {
            resolver.close();
        }
    }

    private static Closing closing(DnsResolver resolver) {
        return new Closing(resolver);
    }

    private static DnsResolver resolver(NameServers servers) {
        return new DnsResolver(new TestGuardSettings(null, null, null), servers);
    }
}
