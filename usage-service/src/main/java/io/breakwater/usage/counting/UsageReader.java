package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.limit.KnownLimits;
import io.breakwater.usage.limit.Limits;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what was counted, always with the caller's own writes: what is committed and what still waits. */
@Singleton
public final class UsageReader {

    /** Past so many journaled events the database is not asked which of them it has: they are on their way there. */
    private static final int MOST_TO_COMPARE = 2_000;

    private final DatabaseGateway database;
    private final PostgresCounters postgres;
    private final LocalCounters local;
    private final Journal journal;
    private final LastKnown lastKnown;
    private final KnownLimits knownLimits;
    private final RedisCounts redis;
    private final InstantSource clock;

    UsageReader(
            DatabaseGateway database,
            PostgresCounters postgres,
            LocalCounters local,
            Journal journal,
            LastKnown lastKnown,
            KnownLimits knownLimits,
            RedisCounts redis,
            InstantSource clock) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.journal = journal;
        this.lastKnown = lastKnown;
        this.knownLimits = knownLimits;
        this.redis = redis;
        this.clock = clock;
    }

    /** What is known of the account's use in the period; for one never seen, nothing used. */
    public Usage read(Account account, Period period) {
        if (!database.configured()) {
            return local.read(account, period);
        }
        // The journal first: what leaves it from here on is in the database when that is asked.
        var entries = journal.isEmpty() ? List.<Journal.Entry>of() : journal.of(account, MOST_TO_COMPARE);
        var cached = redis.find(account, period);
        var fresh = cached.answer().filter(redis::fresh).filter(_ -> entries.isEmpty());
        if (fresh.isPresent()) {
            return answer(fresh.get(), Optional.empty(), Waiting.NOTHING);
        }
        if (entries.size() == MOST_TO_COMPARE) {
            return away(account, period, cached, journal.waiting(account, period), ProblemCode.DEPENDENCY_UNAVAILABLE);
        }
        var ids = entries.stream().map(entry -> entry.event().id()).toList();
        return switch (database.call(() -> postgres.read(account, period, ids))) {
            case DatabaseReply.Answered<PostgresCounters.Committed>(var committed) -> {
                lastKnown.read(account, period, committed.used());
                knownLimits.keep(account, committed.limits());
                var limits = committed.limits().in(period.window());
                redis.keep(account, period, cached.version(), committed.used(), limits);
                var rest = entries.stream()
                        .map(Journal.Entry::event)
                        .filter(event -> !committed.events().contains(event.id()))
                        .toList();
                var waiting = Waiting.of(rest, period);
                yield new Usage(
                                committed.used(),
                                limits,
                                Usage.Source.POSTGRES,
                                Optional.of(clock.instant()),
                                0,
                                Optional.empty())
                        .plus(waiting.amounts(), waiting.events());
            }
            case DatabaseReply.Away<PostgresCounters.Committed>(var reason) ->
                away(account, period, cached, journal.waiting(account, period), reason);
        };
    }

    private Usage away(Account account, Period period, RedisCounts.Found cached, Waiting waiting, ProblemCode reason) {
        var known = lastKnown.find(account, period);
        var mine = new RedisCounts.Stored(
                "",
                known.map(LastKnown.Known::used).orElse(Map.of()),
                knownLimits.find(account).orElse(Limits.NONE).in(period.window()),
                Instant.EPOCH);
        if (cached.answer().isEmpty()) {
            return new Usage(
                            mine.used(),
                            mine.limits(),
                            Usage.Source.LOCAL,
                            known.flatMap(k -> Optional.ofNullable(k.readAt())),
                            0,
                            Optional.of(reason))
                    .plus(waiting.amounts(), waiting.events());
        }
        // As old as the shared answer says: what is newer here may be of some metrics only.
        var shared = cached.answer().get();
        return answer(
                new RedisCounts.Stored(
                        shared.version(), LastKnown.larger(mine.used(), shared.used()), shared.limits(), shared.at()),
                Optional.of(reason),
                waiting);
    }

    private static Usage answer(RedisCounts.Stored stored, Optional<ProblemCode> reason, Waiting waiting) {
        return new Usage(stored.used(), stored.limits(), Usage.Source.REDIS, Optional.of(stored.at()), 0, reason)
                .plus(waiting.amounts(), waiting.events());
    }

    /** What an account used in each of the periods from the first to the last, which are of one window. */
    public History history(Account account, Period first, Period last) {
        if (!database.configured()) {
            return new History(
                    local.history(account, first, last),
                    Usage.Source.LOCAL,
                    Optional.of(clock.instant()),
                    0,
                    Optional.empty());
        }
        var entries = journal.isEmpty() ? List.<Journal.Entry>of() : journal.of(account, MOST_TO_COMPARE);
        var ids = entries.stream().map(entry -> entry.event().id()).toList();
        return switch (database.call(() -> postgres.history(account, first, last, ids))) {
            case DatabaseReply.Answered<PostgresCounters.CommittedHistory>(var committed) -> {
                var rest = entries.stream()
                        .map(Journal.Entry::event)
                        .filter(event -> !committed.events().contains(event.id()))
                        .toList();
                yield new History(
                                committed.used(),
                                Usage.Source.POSTGRES,
                                Optional.of(clock.instant()),
                                0,
                                Optional.empty())
                        .plus(rest, first, last);
            }
            case DatabaseReply.Away<PostgresCounters.CommittedHistory>(var reason) ->
                new History(Map.of(), Usage.Source.LOCAL, Optional.empty(), 0, Optional.of(reason))
                        .plus(entries.stream().map(Journal.Entry::event).toList(), first, last);
        };
    }
}
