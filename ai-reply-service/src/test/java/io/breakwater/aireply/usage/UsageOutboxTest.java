package io.breakwater.aireply.usage;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.LocalStoreSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Over a disk that is slow for a while. */
class UsageOutboxTest {

    private final UsageSettings settings = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withConverter(Platform.class, 200, Platform::parse)
            .withMapping(UsageSettings.class)
            .withDefaultValue("breakwater.usage.late-capacity", "2")
            .withDefaultValue("breakwater.usage.write-limit", "50ms")
            .build()
            .getConfigMapping(UsageSettings.class);

    private final CompletableFuture<Void> slow = new CompletableFuture<>();

    @TempDir
    Path directory;

    private LocalStore store;
    private UsageOutbox outbox;

    @BeforeEach
    void open() {
        store = LocalStore.open(LocalStoreSettings.of(directory.resolve("test.db")), List.of(UsageOutbox.schema()));
        outbox = new UsageOutbox(store, settings);
        outbox.open();
    }

    @AfterEach
    void close() {
        slow.complete(null);
        store.close();
    }

    @Test
    void whatTheDiskIsTooSlowForIsKeptAndFollowsLater() throws Exception {
        // Given
        var writer = theDiskIsSlow();
        var count = count();
        assertThat(outbox.add(count)).isFalse();
        assertThat(outbox.waiting()).isEqualTo(1);
        slow.complete(null);
        writer.join();

        // When
        outbox.catchUp();

        // Then
        assertThat(outbox.first(10)).extracting(UsageOutbox.Row::count).containsExactly(count);
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void whatIsOnDiskAlreadyIsNotKeptTwice() {
        // Given
        var count = count();
        outbox.add(count);

        // When
        outbox.add(count);

        // Then
        assertThat(outbox.first(10)).hasSize(1);
    }

    @Test
    void memoryHoldsSoManyAndNoMore() throws Exception {
        // Given
        theDiskIsSlow();
        outbox.add(count());
        outbox.add(count());

        // When
        var oneMore = count();

        // Then
        assertThatThrownBy(() -> outbox.add(oneMore)).hasMessageContaining("time limit");
        assertThat(outbox.waiting()).isEqualTo(2);
    }

    @Test
    void whatIsAcknowledgedGoesAndWhatIsRefusedAmongItStaysForTheNextStart() {
        // Given
        for (var n = 0; n < 4; n++) {
            outbox.add(count());
        }
        var rows = outbox.first(3);
        var last = outbox.first(4).getLast();

        // When
        outbox.settle(List.of(rows.get(0), rows.get(2)), Map.of(rows.get(1), 422));

        // Then
        assertThat(outbox.first(10)).containsExactly(last);
        assertThat(outbox.waiting()).isEqualTo(1);
        outbox.open();
        assertThat(outbox.first(10)).containsExactly(rows.get(1), last);
    }

    private Thread theDiskIsSlow() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var writer = Thread.ofVirtual()
                .start(() -> store.write(_ -> {
                    begun.countDown();
                    slow.join();
                    return 0;
                }));
        begun.await();
        return writer;
    }

    private static UsageCount count() {
        return new UsageCount(
                UUID.randomUUID().toString(),
                Platform.LINKEDIN,
                new UserId("ann"),
                "ai_reply",
                Instant.parse("2025-01-01T00:00:00Z"),
                Optional.empty());
    }
}
