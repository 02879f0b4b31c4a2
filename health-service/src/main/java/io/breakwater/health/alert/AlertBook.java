package io.breakwater.health.alert;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of alerts. What {@link #write} returned from is durable: in PostgreSQL where it is there, on the local
 * disk else, and moved from there when PostgreSQL is back. Read from memory, which is brought up to date with what other
 * replicas wrote every two seconds. Safe for use by many threads; no lock is held while a store is asked.
 */
@Singleton
public final class AlertBook {

    private static final Logger LOG = Logger.getLogger(AlertBook.class);

    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
    private static final int BITE = 200;

    /** A database that has not answered for so long after the start is not waited for: what is kept here is enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertTables tables;
    private final SharedStore shared;
    private final LocalStore local;
    private final AlertSettings settings;
    private final InstantSource clock;
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<State> state = new AtomicReference<>(new State(AlertPage.EMPTY, 0, false));
    private @Nullable Instant asking;
    private Instant nextSweep = Instant.MIN;
    private @Nullable Repeated refreshing;

    /** @param writes counts them, so that a page that was read while one was under way is known to be old */
    private record State(AlertPage page, long writes, boolean read) {

        State wrote(List<? extends Kept> changed) {
            return new State(page.with(changed), writes + 1, read);
        }
    }

    AlertBook(AlertTables tables, SharedStore shared, LocalStore local, AlertSettings settings, InstantSource clock) {
        this.tables = tables;
        this.shared = shared;
        this.local = local;
        this.settings = settings;
        this.clock = clock;
    }

    synchronized void start(@Observes StartupEvent event) {
        refreshing = Repeated.start("alert-book", this::keep);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (refreshing != null) {
            refreshing.close();
        }
    }

    /** What is known now; empty until something was read. Answered from memory. */
    public Optional<AlertPage> page() {
        var now = state.get();
        return now.read() ? Optional.of(now.page()) : Optional.empty();
    }

    /** Called after each change, by whichever thread made it. */
    public void onChange(AlertListener listener) {
        listeners.add(listener);
    }

    /**
     * Writes all of these or none.
     *
     * @return false where another replica has changed one of them meanwhile: then nothing was written, and the page is new
     * @throws ProblemException where neither store could be written
     */
    public boolean write(List<? extends Kept> changed) {
        if (shared.configured()) {
            switch (shared.call(connection -> allOrNothing(connection, changed))) {
                case DatabaseReply.Answered<Boolean>(var written) -> {
                    if (!written) {
                        refresh();
                        return false;
                    }
                }
                case DatabaseReply.Away<Boolean> _ -> local.write(connection -> tables.write(connection, changed));
            }
        } else {
            local.write(connection -> tables.write(connection, changed));
        }
        state.updateAndGet(now -> now.wrote(changed));
        tell();
        return true;
    }

    private boolean allOrNothing(Connection connection, List<? extends Kept> changed) throws SQLException {
        if (tables.write(connection, changed) == changed.size()) {
            return true;
        }
        connection.rollback();
        return false;
    }

    /** Reads what other replicas wrote, after what was kept here meanwhile is there too. */
    public void refresh() {
        var before = state.get();
        var reply = moveOut() ? shared.call(tables::read) : null;
        if (reply instanceof DatabaseReply.Answered<List<Kept>>(var kept)) {
            // What was written while this was read may be missing in it: then it is read again next time.
            var now = state.get();
            if (now.writes() == before.writes()) {
                state.compareAndSet(now, new State(AlertPage.of(kept), now.writes(), true));
            }
            tell();
        }
    }

    private Duration keep() {
        if (shared.configured()) {
            refresh();
        }
        if (state.get().read()) {
            sweep();
            return REFRESH;
        }
        if (!shared.configured() || waitedLongEnough()) {
            var kept = local.read(tables::read);
            state.updateAndGet(now -> new State(AlertPage.of(kept), now.writes(), true));
            tell();
        }
        return Duration.ofMillis(200);
    }

    private boolean waitedLongEnough() {
        if (asking == null) {
            asking = clock.instant();
        }
        return asking.plus(PATIENCE).isBefore(clock.instant());
    }

    /** Moves what was kept here to PostgreSQL; answers whether nothing is left here. Moving a thing twice changes nothing. */
    private boolean moveOut() {
        while (true) {
            var waiting = local.read(connection -> tables.some(connection, BITE));
            if (waiting.isEmpty()) {
                return true;
            }
            if (shared.call(connection -> tables.write(connection, waiting)) instanceof DatabaseReply.Away<Integer>) {
                return false;
            }
            local.write(connection -> tables.forget(connection, waiting));
            LOG.infof("event=alerts-moved count=%d", waiting.size());
        }
    }

    private void sweep() {
        if (nextSweep.isAfter(clock.instant())) {
            return;
        }
        var oldest = clock.instant().minus(settings.retention());
        int forgotten = shared.configured()
                ? switch (shared.call(connection -> tables.forgetBefore(connection, oldest, BITE))) {
                    case DatabaseReply.Answered<Integer>(var count) -> count;
                    case DatabaseReply.Away<Integer> _ -> 0;
                }
                : local.write(connection -> tables.forgetBefore(connection, oldest, BITE));
        if (forgotten < BITE) {
            nextSweep = clock.instant().plus(SWEEP_INTERVAL);
        }
    }

    private void tell() {
        var page = state.get().page();
        listeners.forEach(listener -> listener.changed(page));
    }
}
