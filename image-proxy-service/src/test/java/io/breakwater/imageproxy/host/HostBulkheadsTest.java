package io.breakwater.imageproxy.host;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HostBulkheadsTest {

    private static final int FEW = 4;

    private final HostBulkheads bulkheads = new HostBulkheads(new TestHosts.Settings(2, FEW));

    @Test
    void eachHostHasItsOwnPermits() throws InterruptedException {
        // Given
        bulkheads.of("slow.example").enter(Duration.ZERO);
        bulkheads.of("slow.example").enter(Duration.ZERO);

        // When
        var third = bulkheads.of("slow.example").enter(Duration.ZERO);

        // Then
        assertThat(third).isFalse();
        assertThat(bulkheads.of("other.example").enter(Duration.ZERO)).isTrue();
        assertThat(bulkheads.snapshots())
                .extracting(one -> one.name() + " " + one.running() + " " + one.accepted() + " " + one.rejected())
                .containsExactly("image:other.example 1 1 0", "image:slow.example 2 2 1");
    }

    @Test
    void hostsAreForgottenWhenManyComeAfterThemButNotWhileTheyAreBusy() throws InterruptedException {
        // Given
        var busy = bulkheads.of("busy.example");
        busy.enter(Duration.ZERO);

        // When
        IntStream.range(0, 1_000).forEach(i -> bulkheads.of("h" + i + ".example"));

        // Then
        await().until(() -> bulkheads.snapshots().size() <= FEW + 1);
        assertThat(bulkheads.of("busy.example")).isSameAs(busy);
    }
}
