package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.guard.HostileUrls;
import io.breakwater.imageproxy.host.TestHosts;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.resilience.breaker.KeyedBreakers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connector here opens no socket: it writes down what it is asked for, and answers as it is told. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class TrailTest {

    private static final String START = "http://example.com/start";
    private static final InstantSource CLOCK = InstantSource.system();

    @Inject
    KeyedBreakers breakers;

    private final List<String> connected = new ArrayList<>();
    private final ByteBudget budget = new ByteBudget(1_000_000);

    @ParameterizedTest
    @MethodSource("io.breakwater.imageproxy.guard.HostileUrls#all")
    void aHostileUrlOpensNoConnection(String url) {
        // Given
        var trail = trail(body());

        // When / Then
        assertThatThrownBy(() -> follow(trail, url))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.URL_REFUSED));
        assertThat(connected).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.imageproxy.guard.HostileUrls#all")
    void aRedirectToAHostileUrlOpensNoConnectionButThePublicOnes(String url) {
        // Given
        var trail = trail(new Answer.Redirect(url));

        // When / Then
        assertThatThrownBy(() -> follow(trail, START)).isInstanceOf(FetchFailure.class);
        // Some of them mean, as a relative reference, another path of the host itself.
        assertThat(connected).isNotEmpty().allMatch(target -> target.startsWith("example.com:80 at 93.184.215.14"));
        assertThat(connected.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void threeRedirectsAreFollowedAndNotAFourth() {
        // Given
        var trail = trail(new Answer.Redirect("http://cdn.example.com/next"));

        // When
        assertThatThrownBy(() -> follow(trail, START))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.REDIRECT_LIMIT));

        // Then
        assertThat(connected).hasSize(4);
    }

    @Test
    void theAddressThatIsConnectedToIsTheOneThatWasChecked() throws Exception {
        // When
        follow(trail(body()), START);

        // Then
        assertThat(connected).containsExactly("example.com:80 at 93.184.215.14");
    }

    @Test
    void whatAnImageTookOfTheBudgetIsGivenBack() throws Exception {
        // Given
        var body = body();
        body.lease().take(500_000);

        // When
        follow(trail(body), START);

        // Then
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatAnImageThatIsNoneTookOfTheBudgetIsGivenBack() throws Exception {
        // Given
        var lease = budget.lease();
        lease.take(500_000);
        var body = new Answer.Body(new byte[100], "gzip", true, freshness(), validators(), lease);

        // When
        assertThatThrownBy(() -> follow(trail(body), START)).isInstanceOf(FetchFailure.class);

        // Then
        assertThat(budget.taken()).isZero();
    }

    private Answer.Body body() {
        return new Answer.Body(Images.small("png"), "identity", true, freshness(), validators(), budget.lease());
    }

    private static Freshness freshness() {
        return Freshness.of(null, null, null, null, Instant.EPOCH);
    }

    private static Validators validators() {
        return new Validators("", null, null);
    }

    private Trail trail(Answer answer) {
        Connector connector = (url, address, _, _) -> {
            connected.add(target(url, address));
            return answer;
        };
        return new Trail(HostileUrls.guard(), connector, TestHosts.create(breakers, CLOCK), new Settings(), CLOCK);
    }

    private static String target(ImageUrl url, InetAddress address) {
        return url.host().text() + ":" + url.port() + " at " + address.getHostAddress();
    }

    private static void follow(Trail trail, String url) throws FetchFailure, InterruptedException {
        trail.follow(ImageUrl.parse(url), CLOCK.instant().plusSeconds(5));
    }

    private record Settings() implements FetchSettings {

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration connectLimit() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int maxBytes() {
            return 1_000_000;
        }

        @Override
        public long maxBytesInFlight() {
            return 1_000_000;
        }

        @Override
        public int maxRedirects() {
            return 3;
        }

        @Override
        public int maxHeaderBytes() {
            return 16_384;
        }
    }
}
