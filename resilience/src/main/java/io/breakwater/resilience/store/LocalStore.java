package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

import static io.breakwater.resilience.problem.ProblemCode.TIMEOUT;

/**
 * Small durable state on this machine's own disk: one SQLite database that one process has at a time. What {@link #write}
 * returned from is on disk and survives the death of the process and of the machine.
 *
 * <p>A store that can't be opened or written never stops its service: it says so in {@link #status()}, refuses with a
 * problem, tries again each second, and is back when the cause is gone. A damaged file is never changed or removed.
 *
 * <p>Threads: all methods may be called by any thread, virtual ones included. One thread writes, and writes that wait at
 * the same time share one transaction and one fsync; as many threads as there are readers read.
 */
public final class LocalStore implements AutoCloseable {

    /** How soon a fault is looked at again: the way back may take 5 s in all. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    private final LocalStoreSettings settings;
    private final StoreState state;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final GroupCommit<Unit<?>, @Nullable Throwable> writes;
    private final GroupCommit<Unit<?>, @Nullable Throwable> reads;
    private final Thread keeper;

    private LocalStore(LocalStoreSettings settings, List<LocalSchema> schemas, InstantSource clock) {
        this.settings = settings;
        state = new StoreState(clock);
        writer = new SqliteWriter(settings, new SchemaMigrator(schemas), state);
        readers = new SqliteReaders(settings.file(), writer::generation);
        // Platform threads: SQLite is native code, which would hold on to the carrier of a virtual thread.
        writes = new GroupCommit<>(
                "store-writer", settings.queueCapacity(), settings.maxBatch(), 1, daemons("store-writer"), writer::run);
        reads = new GroupCommit<>(
                "store-reader", settings.queueCapacity(), 1, settings.readers(), daemons("store-reader"), readers::run);
        keeper = Thread.ofVirtual().name("store-keeper").unstarted(this::keep);
    }

    /**
     * Opens the store, or starts to try; {@link #status()} says which. Takes at most 3 s where the disk does not answer.
     *
     * @param schemas the tables of all features, each feature once
     */
    public static LocalStore open(LocalStoreSettings settings, List<LocalSchema> schemas) {
        return open(settings, schemas, InstantSource.system());
    }

    static LocalStore open(LocalStoreSettings settings, List<LocalSchema> schemas, InstantSource clock) {
        var store = new LocalStore(settings, schemas, clock);
        store.probe();
        store.keeper.start();
        return store;
    }

    /**
     * Writes one unit and returns after it is on disk. Units that wait at the same time are committed together, but a unit
     * that fails is rolled back alone. When the caller gets an exception the unit is not stored, but for {@code timeout}
     * and a disk that fails during the commit: then it may be stored or not.
     *
     * @throws ProblemException {@code storage-full}, {@code dependency-unavailable} where the store can't be written for
     *     another reason, {@code bulkhead-full}, {@code timeout}; {@code internal} for an error in the unit's SQL
     * @throws RuntimeException what the unit itself threw
     */
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
        return write(work, settings.writeLimit());
    }

    /** As {@link #write(SqlWork)}, but waits no longer than this. */
    public <T extends @Nullable Object> T write(SqlWork<T> work, Duration limit) {
        state.refuseWhen(StoreFault.STALLED);
        state.refuseWhen(StoreFault.CLOSED);
        return submit(writes, new Unit<>(work::run, false), limit);
    }

    /**
     * Writes one unit together with whatever is written next, or by itself after 20 ms: for what nobody waits for by itself.
     * A {@link #write} that is called later and returns had this one on disk before, unless it failed.
     *
     * @return what the unit answered, or its failure, told on the writer's thread: what depends on it must not block
     * @throws ProblemException {@code dependency-unavailable} or {@code bulkhead-full}, at once
     */
    public <T extends @Nullable Object> CompletableFuture<T> writeSoon(SqlWork<T> work) {
        state.refuseWhen(StoreFault.STALLED);
        state.refuseWhen(StoreFault.CLOSED);
        var unit = new Unit<T>(work::run, false);
        return writes.leave(unit).thenApply(failure -> valueOf(unit, failure));
    }

    /**
     * Reads one consistent snapshot of what was committed before this call. Still possible while the store is full or its
     * disk can't be written.
     *
     * @throws ProblemException {@code dependency-unavailable}, {@code bulkhead-full}, {@code timeout}; {@code internal} for
     *     an error in the SQL
     * @throws RuntimeException what the read itself threw
     */
    public <T extends @Nullable Object> T read(SqlRead<T> read) {
        state.refuseUnreadable();
        return submit(reads, new Unit<>(read::run, false), settings.writeLimit());
    }

    /** Why the store cannot be written, as the last write or check found; empty while it can. Answered from memory. */
    public Optional<StoreFault> fault() {
        return Optional.ofNullable(state.fault());
    }

    /** The same and more: since when, and how large it is, which asks the disk. */
    public StoreStatus status() {
        return state.status(sizeBytes());
    }

    /**
     * Writes one row, really, and says how that went; where the store is not open it is opened. The store does this by
     * itself ({@link LocalStoreSettings#checkInterval()}); takes at most 3 s.
     */
    public StoreStatus probe() {
        try {
            submit(writes, new Unit<>(writer::probe, true), PROBE_LIMIT);
        } catch (ProblemException e) {
            if (e.code() == TIMEOUT) {
                state.fault(StoreFault.STALLED, e);
            }
        }
        return status();
    }

    /** The writes that wait and that are under way. */
    public GroupCommit.Load load() {
        return writes.load();
    }

    /** Accepts no more, finishes what was accepted, and gives the database free for another process. */
    @Override
    public void close() {
        keeper.interrupt();
        writes.close();
        reads.close();
        state.fault(StoreFault.CLOSED, null);
        // The writer last: the last connection to leave folds the write-ahead log into the database.
        readers.close();
        writer.close();
    }

    private static <T extends @Nullable Object> T submit(
            GroupCommit<Unit<?>, @Nullable Throwable> group, Unit<T> unit, Duration limit) {
        return valueOf(unit, group.submit(unit, limit));
    }

    private static <T extends @Nullable Object> T valueOf(Unit<T> unit, @Nullable Throwable outcome) {
        return switch (outcome) {
            case null -> unit.value();
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case Throwable other -> throw SqliteFaults.problem(other);
        };
    }

    private void keep() {
        try {
            var checked = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK);
                var age = Duration.ofNanos(System.nanoTime() - checked);
                if (!state.writable() || age.compareTo(settings.checkInterval()) >= 0) {
                    probe();
                    checked = System.nanoTime();
                }
            }
        } catch (InterruptedException _) {
            // Closed: nothing is left to keep.
        }
    }

    private long sizeBytes() {
        return size(settings.file()) + size(Path.of(settings.file() + "-wal"));
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().name(name + "-", 0).daemon().factory();
    }
}
