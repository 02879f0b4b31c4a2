package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.erasure.Erasable;
import io.breakwater.usage.limit.UsageLimit;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Erases a person in PostgreSQL, and remembers that, so that what a replica's journal still holds of them is not counted. */
@Singleton
class PostgresErasure implements Erasable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** An erasure holds it alone, moves of journals share it; the number is nobody else's in this database. */
    static final long LOCK = 0x62_72_65_61_6b_65_72L;

    private final DatabaseGateway database;
    private final Instance<AgroalDataSource> pool;

    PostgresErasure(DatabaseGateway database, Instance<AgroalDataSource> pool) {
        this.database = database;
        this.pool = pool;
    }

    /**
     * Of the transaction alone. Who waits for a lock does not notice that its client has given up, and a client that froze would
     * keep its lock for as long as TCP takes it for alive.
     */
    private static final String LIMITS = "set_config('lock_timeout', '250ms', true),"
            + " set_config('idle_in_transaction_session_timeout', '2s', true)";

    @Override
    public long erase(UserId user) {
        if (!database.configured()) {
            return 0;
        }
        return switch (database.call(() -> QuarkusTransaction.requiringNew().call(() -> eraseRows(user)))) {
            case DatabaseReply.Answered<Long>(var rows) -> rows;
            case DatabaseReply.Away<Long> _ ->
                throw ProblemException.of(
                                ProblemCode.DEPENDENCY_UNAVAILABLE,
                                "The database is away or busy, so the person is not erased yet: ask again")
                        .retryAfter(RETRY_AFTER);
        };
    }

    private static long eraseRows(UserId user) {
        var session = Panache.getSession();
        session.createNativeQuery("select " + LIMITS, Object[].class).getSingleResult();
        session.createNativeQuery("select cast(pg_advisory_xact_lock(?1) as text)", String.class)
                .setParameter(1, LOCK)
                .getSingleResult();
        session.createNativeMutationQuery("""
                        insert into usage_erasure (person) values (?1)
                        on conflict (person) do update set erased_at = now()
                        """).setParameter(1, person(user)).executeUpdate();
        var letters = session.createNativeMutationQuery("delete from usage_dead_letter where user_id = ?1")
                .setParameter(1, user.value())
                .executeUpdate();
        return UsageCounter.erase(user) + UsageLimit.erase(user) + letters;
    }

    /**
     * Until it is closed, nobody is erased: what is looked up now, whether somebody was, stays true until what depends on it is
     * committed. Empty while somebody is being erased, or is about to be: nothing waits here. Fails when the database does:
     * through the gateway only.
     */
    Optional<Fence> fence() throws SQLException {
        var fence = new Fence(pool.get().getConnection());
        var stands = false;
        try {
            stands = fence.raised();
            return stands ? Optional.of(fence) : Optional.empty();
        } finally {
            if (!stands) {
                fence.close();
            }
        }
    }

    /** The lock is the transaction's, so that it ends with the connection at the latest. */
    record Fence(Connection connection) implements AutoCloseable {

        /** Whether it could be. */
        private boolean raised() throws SQLException {
            connection.setAutoCommit(false);
            try (var lock = connection.prepareStatement(
                    "select " + LIMITS + ", pg_try_advisory_xact_lock_shared(?) as raised")) {
                lock.setLong(1, LOCK);
                try (var row = lock.executeQuery()) {
                    return row.next() && row.getBoolean("raised");
                }
            }
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Of these people those who were erased, and when. Fails when the database does: through the gateway only. */
    Map<UserId, Instant> erased(Collection<UserId> users) throws SQLException {
        var byHash = new HashMap<UUID, UserId>();
        users.forEach(user -> byHash.put(person(user), user));
        try (var connection = pool.get().getConnection();
                var select = connection.prepareStatement(
                        "select person, erased_at from usage_erasure where person = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", byHash.keySet().toArray()));
            var erased = new HashMap<UserId, Instant>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var user = byHash.get(rows.getObject(1, UUID.class));
                    if (user != null) {
                        erased.put(user, rows.getObject(2, OffsetDateTime.class).toInstant());
                    }
                }
            }
            return erased;
        }
    }

    private static UUID person(UserId user) {
        return Hashes.uuid("person", user.value());
    }
}
