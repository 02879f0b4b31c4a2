package io.breakwater.imageproxy.host;

import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.resilience.breaker.KeyedBreakers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class HostsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    KeyedBreakers breakers;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Hosts hosts;

    /** Breakers outlive a test, so each has hosts of its own. */
    private String a;

    @BeforeEach
    void hosts(TestInfo test) {
        hosts = TestHosts.create(breakers, now::get);
        a = Integer.toHexString(System.identityHashCode(this)) + "."
                + test.getDisplayName().hashCode() + ".example";
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "7, 7", "3600, 60"})
    void aHostThatHasHadTooMuchRestsForAsLongAsItSaysWithinBounds(int said, int rests) throws Exception {
        // Given
        fails(a, Reason.RATE_LIMITED.failure(Duration.ofSeconds(said)));

        // When
        now.set(START.plusSeconds(rests).minusMillis(1));

        // Then
        assertThatThrownBy(() -> ask(a, () -> "asked")).isInstanceOf(FetchFailure.class);
        assertThat(ask("b.example", () -> "asked")).isEqualTo("asked");
        now.set(START.plusSeconds(rests));
        assertThat(ask(a, () -> "asked")).isEqualTo("asked");
    }

    @Test
    void aHostDoesNotRestForAnothersSake() throws Exception {
        // Given
        fails(a, Reason.RATE_LIMITED.failure(Duration.ofSeconds(9)).elsewhere());

        // When / Then
        assertThat(ask(a, () -> "asked")).isEqualTo("asked");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TIMEOUT", "TRUNCATED", "UPSTREAM_ERROR", "CONNECT_FAILED", "TLS_FAILED", "UNRESOLVABLE"})
    void fiveFailuresOfTheHostOpenItsBreaker(Reason reason) {
        // Given
        for (int i = 0; i < 5; i++) {
            fails(a, reason.failure());
        }

        // When / Then
        assertThatThrownBy(() -> ask(a, () -> "asked"))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.CIRCUIT_OPEN));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UPSTREAM_REFUSED", "NOT_FOUND", "NOT_AN_IMAGE", "TOO_LARGE", "LOOKUP_FAILED", "NO_WAY_OUT"})
    void whatIsNoFaultOfTheHostNeverDoes(Reason reason) throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            fails(a, reason.failure());
        }

        // When / Then
        assertThat(ask(a, () -> "asked")).isEqualTo("asked");
    }

    @Test
    void whatBreaksInsideIsOurFault() {
        // When / Then
        assertThatThrownBy(() -> ask(a, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.INTERNAL));
    }

    private void fails(String host, FetchFailure failure) {
        assertThatThrownBy(() -> ask(host, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private String ask(String host, Callable<String> work) throws FetchFailure, InterruptedException {
        return hosts.at(host, now.get().plusSeconds(1), String.class, work);
    }
}
