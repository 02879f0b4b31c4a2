package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BodyBufferTest {

    private static final int MIB = 1_024 * 1_024;

    private final ByteBudget budget = new ByteBudget(4 * MIB);
    private final ByteBudget.Lease lease = budget.lease();

    @Test
    void whatWasPutInComesOutAndIsPaidForOnce() throws FetchFailure {
        // Given
        var buffer = new BodyBuffer(lease, 2 * MIB, 2 * MIB);
        for (int i = 0; i < 1_000; i++) {
            put(buffer, 1_000, i);
        }

        // When
        var bytes = buffer.finish();

        // Then
        assertThat(bytes).hasSize(1_000_000);
        assertThat(bytes[0]).isEqualTo((byte) 0);
        assertThat(bytes[999_999]).isEqualTo((byte) 999);
        assertThat(budget.taken()).isEqualTo(1_000_000);
    }

    @Test
    void aLengthThatIsOnlyAnnouncedCostsNothing() throws FetchFailure {
        // Given
        var buffer = new BodyBuffer(lease, 20 * MIB, 20 * MIB);

        // When
        put(buffer, 1, 1);

        // Then
        assertThat(budget.taken()).isLessThanOrEqualTo(16 * 1_024);
    }

    @Test
    void oneByteTooManyIsTooLarge() throws FetchFailure {
        // Given
        var buffer = new BodyBuffer(lease, 100, 100);
        put(buffer, 100, 1);

        // When / Then
        assertThatThrownBy(() -> put(buffer, 1, 1))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void growthThatDoesNotFitTheBudgetIsRefusedAndTheRestGivenBackAtTheEnd() throws FetchFailure {
        // Given two MiB, whose growth to four would need six for a moment
        var buffer = new BodyBuffer(lease, 20 * MIB, 20 * MIB);
        put(buffer, 2 * MIB, 1);

        // When
        assertThatThrownBy(() -> put(buffer, 1, 1))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.BULKHEAD_FULL));

        // Then
        assertThat(budget.taken()).isEqualTo(2 * MIB);
        lease.close();
        lease.close();
        assertThat(budget.taken()).isZero();
        assertThatThrownBy(() -> lease.take(1)).isInstanceOf(FetchFailure.class);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatOneTakesIsMissingForTheOthers() throws FetchFailure {
        // Given
        lease.take(3 * MIB);
        var other = budget.lease();

        // When / Then
        assertThatThrownBy(() -> other.take(2 * MIB)).isInstanceOf(FetchFailure.class);
        lease.giveBack(2 * MIB);
        other.take(2 * MIB);
        assertThat(budget.taken()).isEqualTo(3 * MIB);
    }

    private static void put(BodyBuffer buffer, int length, int value) throws FetchFailure {
        buffer.append(length, (target, offset) -> Arrays.fill(target, offset, offset + length, (byte) value));
    }
}
