package io.breakwater.imageproxy.outcome;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTest {

    @ParameterizedTest
    @CsvSource({
        "204, false, BAD_RESPONSE", "206, false, BAD_RESPONSE", "304, false, BAD_RESPONSE",
        "400, false, UPSTREAM_REFUSED", "401, false, UPSTREAM_REFUSED", "403, false, UPSTREAM_REFUSED",
        "404, false, NOT_FOUND", "410, false, NOT_FOUND", "418, false, UPSTREAM_REFUSED",
        "429, false, RATE_LIMITED", "429, true, RATE_LIMITED", "451, false, UPSTREAM_REFUSED",
        "500, false, UPSTREAM_ERROR", "502, false, UPSTREAM_ERROR", "503, false, UPSTREAM_ERROR",
        "503, true, RATE_LIMITED", "504, true, UPSTREAM_ERROR", "599, false, UPSTREAM_ERROR",
        "600, false, BAD_RESPONSE", "999, false, BAD_RESPONSE"
    })
    void everyStatusHasItsReason(int status, boolean saysWhen, Reason reason) {
        // When / Then
        assertThat(Reason.ofStatus(status, saysWhen)).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "UPSTREAM_REFUSED",
                "NOT_FOUND",
                "RATE_LIMITED",
                "SIGNATURE_EXPIRED",
                "REDIRECT_REFUSED",
                "URL_REFUSED"
            })
    void aRefusalIsNeitherTriedAgainNorCounted(Reason reason) {
        // When / Then
        assertThat(reason.failure()).isExactlyInstanceOf(FetchFailure.OfNobody.class);
    }

    @Test
    void onlyWhatMayBeOverInAMomentIsTriedAgain() {
        // When
        var again = Arrays.stream(Reason.values())
                .filter(reason -> reason.failure() instanceof FetchFailure.OfHostForAMoment)
                .toList();

        // Then
        assertThat(again).containsExactlyInAnyOrder(Reason.UPSTREAM_ERROR, Reason.CONNECTION_LOST);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRememberedForMoreThanAMinuteAndEverythingIsTold(Reason reason) {
        // When / Then
        assertThat(reason.remembered()).isBetween(Duration.ZERO, Duration.ofSeconds(60));
        assertThat(Reason.ofSlug(reason.slug())).contains(reason);
        assertThat(reason.problem().getMessage()).isNotBlank();
    }

    @Test
    void whatThisServiceMayNotOrCannotAskForIsAskedForNowhere() {
        // When
        var nowhere = Arrays.stream(Reason.values())
                .filter(reason -> reason.next() == Next.NOWHERE)
                .toList();

        // Then
        assertThat(nowhere)
                .containsExactlyInAnyOrder(
                        Reason.URL_REFUSED,
                        Reason.NOT_SIGNED,
                        Reason.SIGNATURE_EXPIRED,
                        Reason.BULKHEAD_FULL,
                        Reason.NO_WAY_OUT,
                        Reason.INTERNAL);
    }

    @Test
    void aFailureElsewhereIsCountedByNobodyButOursStaysOurs() {
        // When / Then
        assertThat(Reason.TIMEOUT.failure().elsewhere()).isInstanceOf(FetchFailure.Elsewhere.class);
        assertThat(Reason.RATE_LIMITED
                        .failure(Duration.ofSeconds(9))
                        .elsewhere()
                        .rest())
                .as("the other host's wish is not the first one's")
                .isZero();
        assertThat(Reason.NO_WAY_OUT.failure().elsewhere()).isInstanceOf(FetchFailure.OfMachine.class);
    }

    @Test
    void aRedirectThatIsRefusedIsTheUrlsProblem() {
        // When / Then
        assertThat(Reason.REDIRECT_REFUSED.problem().code()).isEqualTo(ProblemCode.URL_REFUSED);
    }
}
