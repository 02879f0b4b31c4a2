package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemCode;
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
    private final RedisCounts redis;
    private final InstantSource clock;

    UsageReader(
            DatabaseGateway database,
            PostgresCounters postgres,
            LocalCounters local,
            Journal journal,
            LastKnown lastKnown,
            RedisCounts redis,
            InstantSource clock) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.journal = journal;
        this.lastKnown = lastKnown;
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
            return answer(
                    fresh.get().used(),
                    Usage.Source.REDIS,
                    Optional.of(fresh.get().at()),
                    Optional.empty(),
                    Waiting.NOTHING);
        }
        if (entries.size() == MOST_TO_COMPARE) {
            return away(account, period, cached, journal.waiting(account, period), ProblemCode.DEPENDENCY_UNAVAILABLE);
        }
        var ids = entries.stream().map(entry -> entry.event().id()).toList();
        return switch (database.call(() -> postgres.read(account, period, ids))) {
            case DatabaseReply.Answered<PostgresCounters.Committed>(var committed) -> {
                lastKnown.read(account, period, committed.used());
                redis.keep(account, period, cached.version(), committed.used());
                var rest = entries.stream()
                        .map(Journal.Entry::event)
                        .filter(event -> !committed.events().contains(event.id()))
                        .toList();
                yield answer(
                        committed.used(),
                        Usage.Source.POSTGRES,
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        Waiting.of(rest, period));
            }
            case DatabaseReply.Away<PostgresCounters.Committed>(var reason) ->
                away(account, period, cached, journal.waiting(account, period), reason);
        };
    }

    private Usage away(Account account, Period period, RedisCounts.Found cached, Waiting waiting, ProblemCode reason) {
        var known = lastKnown.find(account, period);
        var shared = cached.answer();
        var used = LastKnown.larger(
                known.map(LastKnown.Known::used).orElse(Map.of()),
                shared.map(RedisCounts.Stored::used).orElse(Map.of()));
        // The older of the two: what is newer may be of some metrics only.
        var asOf = shared.map(RedisCounts.Stored::at).or(() -> known.flatMap(k -> Optional.ofNullable(k.readAt())));
        return answer(
                used, shared.isPresent() ? Usage.Source.REDIS : Usage.Source.LOCAL, asOf, Optional.of(reason), waiting);
    }

    private static Usage answer(
            Map<String, Long> used,
            Usage.Source source,
            Optional<Instant> asOf,
            Optional<ProblemCode> reason,
            Waiting waiting) {
        return new Usage(used, source, asOf, 0, reason).plus(waiting.amounts(), waiting.events());
    }
}
