package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what was counted, always with the caller's own writes: what is committed and what still waits. */
@Singleton
public final class UsageReader {

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
        var waiting = journal.isEmpty() ? List.<Journal.Entry>of() : journal.of(account);
        var cached = redis.find(account, period);
        var fresh = cached.answer().filter(redis::fresh).filter(_ -> waiting.isEmpty());
        if (fresh.isPresent()) {
            return new Usage(
                    fresh.get().used(),
                    Usage.Source.REDIS,
                    Optional.of(fresh.get().at()),
                    0,
                    Optional.empty());
        }
        var ids = waiting.stream().map(entry -> entry.event().id()).toList();
        return switch (database.call(() -> postgres.read(account, period, ids))) {
            case DatabaseReply.Answered<PostgresCounters.Committed>(var committed) -> {
                lastKnown.read(account, period, committed.used());
                redis.keep(account, period, cached.version(), committed.used());
                var rest = waiting.stream()
                        .filter(entry ->
                                !committed.events().contains(entry.event().id()))
                        .toList();
                yield answer(committed.used(), Usage.Source.POSTGRES, Optional.empty(), rest, period)
                        .at(clock.instant());
            }
            case DatabaseReply.Away<PostgresCounters.Committed>(var reason) ->
                away(account, period, cached, waiting, reason);
        };
    }

    private Usage away(
            Account account, Period period, RedisCounts.Found cached, List<Journal.Entry> waiting, ProblemCode reason) {
        var known = lastKnown.find(account, period);
        var shared = cached.answer();
        // Counters only grow, and the one asked last knows the most.
        if (shared.isPresent()
                && known.map(k -> k.at().isBefore(shared.get().at())).orElse(true)) {
            return answer(shared.get().used(), Usage.Source.REDIS, Optional.of(reason), waiting, period)
                    .at(shared.get().at());
        }
        return known.map(k -> answer(k.used(), Usage.Source.LOCAL, Optional.of(reason), waiting, period)
                        .at(k.at()))
                .orElseGet(() -> answer(Map.of(), Usage.Source.LOCAL, Optional.of(reason), waiting, period));
    }

    private static Usage answer(
            Map<String, Long> used,
            Usage.Source source,
            Optional<ProblemCode> reason,
            List<Journal.Entry> waiting,
            Period period) {
        return new Usage(used, source, Optional.empty(), 0, reason)
                .plus(Waiting.amounts(waiting, period), waiting.size());
    }
}
