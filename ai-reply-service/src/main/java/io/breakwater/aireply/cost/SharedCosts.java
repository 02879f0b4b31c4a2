package io.breakwater.aireply.cost;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.breakwater.resilience.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the other replicas spent, by way of Redis. Each tells the sums of its own rows, which only grow, so that telling one
 * twice changes nothing. User ids are in it, as they are in answers; no text is.
 */
@Singleton
class SharedCosts {

    private static final Duration KEPT = Duration.ofDays(62);
    private static final int PARTS = 4;

    /** What is told late, behind a later sum, changes nothing: a row's calls only grow. */
    private static final RedisScript TELL = new RedisScript("""
            local calls = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or ':0', '(%d+)$')
            if tonumber(ARGV[4]) < tonumber(calls) then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return redis.call('PEXPIRE', KEYS[1], ARGV[3])""");

    private final RedisGateway redis;
    private final CostStore store;

    SharedCosts(RedisGateway redis, CostStore store) {
        this.redis = redis;
        this.store = store;
    }

    /** Tells the others of this instance's row, as it is now. Returns at once. */
    void tell(LocalDate day, CostRow row) {
        if (!redis.configured()) {
            return;
        }
        var field = String.join("|", store.ledger(day), row.platform(), row.model(), row.user());
        var value = row.units() + ":" + row.prompt() + ":" + row.completion() + ":" + row.calls();
        var call = TELL.call(List.of(key(day)), field, value, KEPT.toMillis(), row.calls());
        Thread.ofVirtual().name("ai-costs-tell").start(() -> send(call));
    }

    private void send(Request call) {
        try {
            redis.send(call);
        } catch (ProblemException fallbacksOff) {
            // The answer is given, and the row's next sum has this one in it.
        }
    }

    /** The rows of all other replicas for these days; empty where Redis is not there. */
    Optional<List<CostRow>> others(List<LocalDate> days, String ownLedger) {
        if (!redis.configured()) {
            return Optional.empty();
        }
        var rows = new ArrayList<CostRow>();
        for (var day : days) {
            switch (redis.send(Request.cmd(Command.HGETALL).arg(key(day)))) {
                case RedisReply.Away _ -> {
                    return Optional.empty();
                }
                case RedisReply.Answered(var all) ->
                    all.ifPresent(fields -> fields.getKeys().stream()
                            .filter(field -> !field.startsWith(ownLedger))
                            .forEach(field ->
                                    parse(field, fields.get(field).toString()).ifPresent(rows::add)));
            }
        }
        return Optional.of(rows);
    }

    private static Optional<CostRow> parse(String field, String value) {
        var names = field.split("\\|", PARTS);
        var numbers = value.split(":");
        if (names.length != PARTS || numbers.length != PARTS) {
            return Optional.empty();
        }
        return Optional.of(new CostRow(
                names[3],
                names[1],
                names[2],
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3])));
    }

    private static String key(LocalDate day) {
        return "breakwater:ai-costs:" + day;
    }
}
