package io.breakwater.usage.counting;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.LocalStoreSettings;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What waits of an account is told from a sum that goes on; here it is told as the entries themselves add up. */
class JournalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");
    private static final List<Account> ACCOUNTS = Stream.of("ann", "bob", "cid")
            .map(user -> new Account(Platform.LINKEDIN, new UserId(user)))
            .toList();

    @TempDir
    Path directory;

    private LocalStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = LocalStore.open(LocalStoreSettings.of(directory.resolve("test.db")), List.of(LocalTables.schema()));
        journal = new Journal(store, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWaitsIsWhatTheEntriesAddUpTo(long seed) {
        // Given
        var random = new Random(seed);
        var told = new ArrayList<Waiting>();
        var added = new ArrayList<Waiting>();

        // When
        for (var step = 0; step < 200; step++) {
            switch (random.nextInt(10)) {
                case 0 -> forgetOldest(1 + random.nextInt(20));
                case 1 -> journal.erase(account(random).user());
                default -> journal.keep(events(random));
            }
            var account = account(random);
            var period = Period.of(Window.values()[random.nextInt(Window.values().length)], NOW);
            told.add(journal.waiting(account, period));
            added.add(naive(account, period));
        }

        // Then
        assertThat(told).isEqualTo(added);
        assertThat(told).anySatisfy(waiting -> assertThat(waiting.events()).isGreaterThan(20));
    }

    @Test
    void whatCameAfterTheOldestIsNotForgottenWithThem() {
        // Given
        var account = ACCOUNTS.getFirst();
        journal.keep(List.of(event(account, 1, NOW), event(account, 2, NOW)));
        var oldest = journal.oldest(10);
        journal.keep(List.of(event(account, 4, NOW)));

        // When
        journal.forgetUpTo(oldest.getLast().position());

        // Then
        assertThat(journal.oldest(10))
                .extracting(entry -> entry.event().amount())
                .containsExactly(4L);
        assertThat(journal.isEmpty()).isFalse();
    }

    @Test
    void whatWaitedBeforeAStartWaitsAfterIt() {
        // Given
        journal.keep(List.of(event(ACCOUNTS.getFirst(), 7, NOW)));

        // When
        var restarted = new Journal(store, InstantSource.fixed(NOW));

        // Then
        assertThat(restarted
                        .waiting(ACCOUNTS.getFirst(), Period.of(Window.DAY, NOW))
                        .amounts())
                .containsEntry("posts", 7L);
    }

    @Test
    void aRemovalThatIsDoneAfterItsTimeLimitIsSeen() {
        // Given
        var sums = new WaitingSums(store);
        var account = ACCOUNTS.getFirst();
        var today = Period.of(Window.DAY, NOW);
        journal.keep(List.of(event(account, 7, NOW)));
        assertThatThrownBy(() -> sums.removing(() -> {
                    throw ProblemException.of(ProblemCode.TIMEOUT, "Nobody knows whether it was done");
                }))
                .isInstanceOf(ProblemException.class);
        var meanwhile = sums.of(account, today);

        // When
        store.write(connection -> {
            try (var delete = connection.createStatement()) {
                return delete.executeUpdate("delete from usage_journal");
            }
        });

        // Then
        assertThat(meanwhile.events()).isEqualTo(1);
        assertThat(sums.of(account, today)).isEqualTo(Waiting.NOTHING);
    }

    private void forgetOldest(int most) {
        var oldest = journal.oldest(most);
        if (!oldest.isEmpty()) {
            journal.forgetUpTo(oldest.getLast().position());
        }
    }

    private Waiting naive(Account account, Period period) {
        return Waiting.of(
                journal.of(account, Integer.MAX_VALUE).stream()
                        .map(Journal.Entry::event)
                        .toList(),
                period);
    }

    private static List<UsageEvent> events(Random random) {
        return IntStream.range(0, 1 + random.nextInt(10))
                .mapToObj(_ ->
                        event(account(random), 1 + random.nextInt(5), NOW.minusSeconds(random.nextInt(3) * 40_000L)))
                .toList();
    }

    private static UsageEvent event(Account account, long amount, Instant occurredAt) {
        return new UsageEvent(UUID.randomUUID(), UUID.randomUUID(), account, new Metric("posts"), amount, occurredAt);
    }

    private static Account account(Random random) {
        return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    }
}
