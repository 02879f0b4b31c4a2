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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({"unknown.example, UNRESOLVABLE", "broken.example, LOOKUP_FAILED", "mute.example, LOOKUP_FAILED"})
    void onlyAnAnswerThatThereIsNoneIsTheHostsFault(String name, Reason reason) {
        // When / Then
        assertThatThrownBy(() -> resolver.resolve(name, LIMIT))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason));
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
        return new DnsResolver(new Settings(), servers);
    }

    private record Settings() implements GuardSettings {
        @Override
        public Set<Integer> ports() {
            return Set.of(80, 443);
        }

        @Override
        public Optional<List<String>> allowedHosts() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> allowedRanges() {
            return Optional.empty();
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
}
