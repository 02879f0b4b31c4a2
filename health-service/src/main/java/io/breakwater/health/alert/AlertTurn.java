package io.breakwater.health.alert;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to raise alerts and deliver them: one replica's, by a lease in PostgreSQL that it renews. When it dies
 * another one has the turn within 15 s; when it stops, at once.
 *
 * <p>While the database is away nobody can take the turn: who had it goes on. Another replica begins after five minutes,
 * because then the one that had it may be gone with the database, and an alert twice is better than none.
 */
@Singleton
public final class AlertTurn {

    private static final Duration TERM = Duration.ofSeconds(12);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration UNTIL_ALONE = Duration.ofMinutes(5);

    private final SharedStore shared;
    private final String holder;
    private volatile Standing standing = new Standing.Unknown(System.nanoTime());
    private @Nullable Repeated renewing;

    /** Times are of {@link System#nanoTime}: how far clocks of replicas are apart does not matter. */
    private sealed interface Standing {

        /** Nothing was heard of the database since then. */
        record Unknown(long since) implements Standing {}

        record Mine(long until) implements Standing {}

        record Others() implements Standing {}

        /** The database is away since then. */
        record Away(long since, boolean wasMine) implements Standing {}
    }

    AlertTurn(SharedStore shared, InstanceIdentity identity) {
        this.shared = shared;
        this.holder = identity.instance();
    }

    synchronized void start(@Observes StartupEvent event) {
        if (shared.configured()) {
            renewing = Repeated.start("alert-turn", this::renew);
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (renewing != null) {
            renewing.close(RENEWAL);
            standing = new Standing.Others();
            shared.call(this::giveUp);
        }
    }

    /** Whether it is this replica's turn, and will be for at least so long. */
    public boolean mine(Duration needed) {
        if (!shared.configured()) {
            return true;
        }
        var now = System.nanoTime();
        return switch (standing) {
            case Standing.Mine(var until) -> until - now > needed.toNanos();
            case Standing.Others() -> false;
            case Standing.Away(var since, var wasMine) -> wasMine || now - since > UNTIL_ALONE.toNanos();
            case Standing.Unknown(var since) -> now - since > TERM.toNanos();
        };
    }

    private Duration renew() {
        var before = standing;
        var asked = System.nanoTime();
        standing = switch (shared.call(this::take)) {
            case DatabaseReply.Answered<Boolean>(var taken) ->
                taken ? new Standing.Mine(asked + TERM.toNanos()) : new Standing.Others();
            case DatabaseReply.Away<Boolean> _ ->
                switch (before) {
                    case Standing.Mine _ -> new Standing.Away(asked, true);
                    case Standing.Others _ -> new Standing.Away(asked, false);
                    case Standing.Away away -> away;
                    case Standing.Unknown unknown -> unknown;
                };
        };
        return RENEWAL;
    }

    private boolean take(Connection connection) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into health_alert_lease as lease (name, holder, expires)
                values ('alerts', ?, clock_timestamp() + ? * interval '1 second')
                on conflict (name) do update set holder = excluded.holder, expires = excluded.expires
                where lease.holder = excluded.holder or lease.expires < clock_timestamp()
                """)) {
            upsert.setString(1, holder);
            upsert.setLong(2, TERM.toSeconds());
            return upsert.executeUpdate() == 1;
        }
    }

    private int giveUp(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(
                "update health_alert_lease set expires = clock_timestamp() where name = 'alerts' and holder = ?")) {
            update.setString(1, holder);
            return update.executeUpdate();
        }
    }
}
