package io.breakwater.usage.limit;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.erasure.Erasable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The limits of accounts: in PostgreSQL where one is configured, in the local store else. Blocks. */
@Singleton
final class LimitStore implements Erasable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DatabaseGateway database;
    private final LocalStore local;
    private final KnownLimits known;
    private final Event<LimitsChanged> changed;

    LimitStore(DatabaseGateway database, LocalStore local, KnownLimits known, Event<LimitsChanged> changed) {
        this.database = database;
        this.local = local;
        this.known = known;
        this.changed = changed;
    }

    /**
     * What is known of an account's limits.
     *
     * @param reason why it may be behind, where it may be
     */
    record Found(Limits limits, Optional<ProblemCode> reason) {}

    Found find(Account account) {
        if (!database.configured()) {
            return new Found(local.read(connection -> LocalLimits.of(connection, account)), Optional.empty());
        }
        return switch (database.call(() -> QuarkusTransaction.requiringNew().call(() -> UsageLimit.of(account)))) {
            case DatabaseReply.Answered<Limits>(var limits) -> {
                known.keep(account, limits);
                yield new Found(limits, Optional.empty());
            }
            case DatabaseReply.Away<Limits>(var reason) ->
                new Found(known.find(account).orElse(Limits.NONE), Optional.of(reason));
        };
    }

    /** Those of the local store; the database's go with its other rows. */
    @Override
    public long erase(UserId user) {
        return local.write(connection -> LocalLimits.erase(connection, user));
    }

    /**
     * Replaces all limits of an account, on disk when this returns.
     *
     * @throws ProblemException {@code dependency-unavailable} where the database is away: an operator's word is not
     *     journaled, because two that crossed could not be put in order
     */
    void replace(Account account, Limits limits) {
        if (database.configured()) {
            var reply = database.call(() -> QuarkusTransaction.requiringNew().call(() -> {
                UsageLimit.replace(account, limits);
                return limits;
            }));
            if (reply instanceof DatabaseReply.Away<Limits>) {
                throw ProblemException.of(
                                ProblemCode.DEPENDENCY_UNAVAILABLE,
                                "The database is away, and limits are kept nowhere else")
                        .retryAfter(RETRY_AFTER);
            }
            known.keep(account, limits);
        } else {
            local.write(connection -> {
                LocalLimits.replace(connection, account, limits);
                return limits;
            });
        }
        changed.fire(new LimitsChanged(account));
    }
}
