package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FlightsTest {

    @Test
    void oneTooManyEndsAtOnceAndTheNextMayStartWhenOneHasLanded() throws Exception {
        // Given
        var flights = new Flights(1);
        var landing = new CountDownLatch(1);
        var landed = new Load.Missing(Reason.NOT_FOUND, false);
        var first = flights.join("a", _ -> {
            landing.await();
            return landed;
        });

        // When
        var tooMany = flights.join("b", _ -> landed);

        // Then
        assertThatThrownBy(() -> tooMany.flight().end().get(1, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.BULKHEAD_FULL));
        assertThat(flights.join("a", _ -> landed).collapsed()).isTrue();
        landing.countDown();
        assertThat(first.flight().end().get(5, TimeUnit.SECONDS)).isEqualTo(landed);
        assertThat(flights.join("b", _ -> landed).flight().end().get(5, TimeUnit.SECONDS))
                .isEqualTo(landed);
    }
}
