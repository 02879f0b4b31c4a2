package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing here opens a socket: names are looked up in a table, and what the guard would let connect to is written down. */
class GuardTest {

    private static final String PUBLIC = HostileUrls.PUBLIC;

    private final List<InetAddress> connected = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.breakwater.imageproxy.guard.HostileUrls#all")
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

    @Test
    void rangesThatLookPublicAreRefusedWhereConfigurationSaysSo() {
        // Given
        var guard = guard(new TestGuardSettings(null, null, List.of("93.184.0.0/16", "2606:2800::/32")));

        // When / Then
        assertThatThrownBy(() -> connect(guard, "http://example.com/")).isInstanceOf(FetchFailure.class);
        assertThatThrownBy(() -> connect(guard, "http://[2606:2800::1]/")).isInstanceOf(FetchFailure.class);
        assertThat(connected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*example.com", "exa mple.com", "", "https://example.com", "*.", "**"})
    void anAllowListThatMakesNoSenseStopsTheStart(String rule) {
        // When / Then
        assertThatThrownBy(() -> guard(settings(List.of(rule), null))).isInstanceOf(IllegalArgumentException.class);
    }

    private void connect(Guard guard, String url) throws FetchFailure, InterruptedException {
        connected.addAll(guard.admit(ImageUrl.parse(url), Duration.ofSeconds(1)));
    }

    private static Guard guard(GuardSettings settings) {
        return new Guard(settings, HostileUrls.NAMES);
    }

    private static GuardSettings settings(List<String> hosts, List<String> ranges) {
        return new TestGuardSettings(hosts, ranges, null);
    }
}
