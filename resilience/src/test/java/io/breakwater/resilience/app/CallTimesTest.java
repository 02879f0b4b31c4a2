package io.breakwater.resilience.app;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.breaker.Hold;
import io.breakwater.resilience.breaker.KeyedBreakers;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How long the calls under a breaker take is in the instance's snapshot. */
@QuarkusTest
class CallTimesTest {

    private static final int SLOW_MS = 80;

    @Inject
    Slow slow;

    @Inject
    BreakerRegistry breakers;

    @AfterEach
    void release() {
        breakers.resetAll();
    }

    @Test
    void aBreakerTellsTheP95OfTheCallsThatItLetThrough() throws InterruptedException {
        // Given
        slow.call();
        // When
        var told = get("/resilience").jsonPath().getDouble("breakers.find { it.name == 'slow' }.p95Ms");
        // Then
        assertThat(told).isBetween(SLOW_MS - 1.0, 5_000.0);
    }

    @Test
    void aCallThatIsTurnedAwayTakesNoTime() throws InterruptedException {
        // Given
        slow.call();
        var before = snapshot();
        breakers.get("slow").holdOpen(new Hold("test", "a drill", Instant.now()));
        // When
        for (var i = 0; i < 400; i++) {
            assertThatThrownBy(slow::call).isInstanceOf(BreakerHeldOpenException.class);
        }
        // Then
        assertThat(snapshot().notPermitted()).isEqualTo(before.notPermitted() + 400);
        assertThat(snapshot().p95Ms()).isEqualTo(before.p95Ms());
    }

    @Test
    void soDoesABreakerWithAKey() throws Exception {
        // Given
        var settings = BreakerSettings.consecutive(3, Duration.ofSeconds(1), 1);
        var breaker = new KeyedBreakers("host", settings, 2, Set.of(), InstantSource.system()).forKey("example.com");
        assertThat(breaker.snapshot().p95Ms()).isNull();
        // When
        breaker.call(() -> pause(), Boolean.class);
        // Then
        assertThat(breaker.snapshot().p95Ms()).isBetween(SLOW_MS - 1.0, 5_000.0);
    }

    private BreakerSnapshot snapshot() {
        return breakers.get("slow").snapshot();
    }

    private static boolean pause() throws InterruptedException {
        return new CountDownLatch(1).await(SLOW_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes its time. */
    @ApplicationScoped
    static class Slow {

        @Produces
        @Singleton
        static BreakerDefinition breaker() {
            return new BreakerDefinition(
                    "slow", Slow.class, "call", BreakerSettings.consecutive(3, Duration.ofSeconds(1), 1));
        }

        @CircuitBreaker(
                requestVolumeThreshold = 3,
                failureRatio = 1,
                delay = 1_000,
                successThreshold = 1,
                skipOn = BreakerHeldOpenException.class)
        @CircuitBreakerName("slow")
        @Gate("slow")
        boolean call() throws InterruptedException {
            return pause();
        }
    }
}
