package io.breakwater.usage.ledger;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.usage.background.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the books, and books what was turned away, once a second and at the end. */
@Singleton
class Bookkeeper {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of more pending events than this the oldest are asked about: only those may have been committed unheard. */
    private static final int MOST_TO_COMPARE = 5_000;

    private final DatabaseGateway database;
    private final PostgresBooks postgres;
    private final LocalBooks local;
    private final PendingEvents pending;
    private final LedgerTally tally;
    private volatile Books last = Books.UNKNOWN;
    private @Nullable Background background;

    Bookkeeper(
            DatabaseGateway database,
            PostgresBooks postgres,
            LocalBooks local,
            PendingEvents pending,
            LedgerTally tally) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.pending = pending;
        this.tally = tally;
    }

    Ledger ledger() {
        var turnedAway = tally.amounts();
        if (!database.configured()) {
            return Ledger.of(local.read(), 0, turnedAway, Optional.empty());
        }
        // The pending ones first: what is committed from here on is taken off below.
        var waiting = pending.size();
        var oldest = waiting == 0 ? List.<UUID>of() : pending.ids(MOST_TO_COMPARE);
        return switch (database.call(() -> postgres.read(oldest))) {
            case DatabaseReply.Answered<PostgresBooks.Page>(var page) -> {
                last = page.books();
                yield Ledger.of(page.books(), Math.max(0, waiting - page.settled()), turnedAway, Optional.empty());
            }
            case DatabaseReply.Away<PostgresBooks.Page>(var reason) ->
                Ledger.of(last, waiting, turnedAway, Optional.of(reason));
        };
    }

    void start(@Observes StartupEvent event) {
        background = Background.start("bookkeeper", PAUSE, this::book);
    }

    void stop(@Observes ShutdownEvent event) {
        if (background != null) {
            background.close();
            book();
        }
    }

    private Duration book() {
        var amounts = tally.amounts();
        if (!amounts.isZero() && booked(amounts)) {
            tally.booked(amounts);
        }
        return PAUSE;
    }

    private boolean booked(LedgerTally.Amounts amounts) {
        if (!database.configured()) {
            local.book(amounts);
            return true;
        }
        return database.available() && database.call(() -> postgres.book(amounts)) instanceof DatabaseReply.Answered<?>;
    }
}
