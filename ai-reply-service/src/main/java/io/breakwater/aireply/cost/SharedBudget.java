package io.breakwater.aireply.cost;

import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.breakwater.resilience.redis.RedisScript;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The day's budget as all replicas see it, in Redis. Each replica tells what it has spent itself, as a sum that only
 * grows: told twice it changes nothing, and a Redis that lost it all knows it again as soon as each has spoken. What is
 * reserved is given free after a while where its replica died. Empty answers stand for a Redis that is not there.
 */
@Singleton
class SharedBudget {

    /** Longer than a whole request may take. */
    private static final Duration RESERVED_FOR = Duration.ofSeconds(150);

    private static final Duration KEPT = Duration.ofDays(2);

    /** KEYS: spent by ledger, reserved by id, when each of those ends, the largest of each kind. */
    private static final String COMMON = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local mine = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
            if tonumber(ARGV[2]) > mine then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
            for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now)) do
              redis.call('HDEL', KEYS[2], id)
              redis.call('ZREM', KEYS[3], id)
            end
            local function sum(key)
              local total = 0
              for _, value in ipairs(redis.call('HVALS', key)) do total = total + tonumber(value) end
              return total
            end
            """;

    private static final RedisScript RESERVE = new RedisScript(COMMON + """
            local amount = math.min(tonumber(ARGV[5]), tonumber(redis.call('HGET', KEYS[4], ARGV[4]) or ARGV[5]))
            redis.call('HDEL', KEYS[2], ARGV[3])
            local spent = sum(KEYS[1])
            local reserved = sum(KEYS[2])
            local granted = 0
            if spent + reserved + amount <= tonumber(ARGV[6]) then
              granted = 1
              reserved = reserved + amount
              redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', amount))
              redis.call('ZADD', KEYS[3], now + tonumber(ARGV[7]), ARGV[3])
            end
            for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[8]) end
            return {granted, spent, reserved, amount}""");

    private static final RedisScript SETTLE = new RedisScript(COMMON + """
            redis.call('HDEL', KEYS[2], ARGV[3])
            redis.call('ZREM', KEYS[3], ARGV[3])
            if tonumber(ARGV[5]) > tonumber(redis.call('HGET', KEYS[4], ARGV[4]) or 0) then
              redis.call('HSET', KEYS[4], ARGV[4], ARGV[5])
            end
            return {1, sum(KEYS[1]), sum(KEYS[2]), 0}""");

    private final RedisGateway redis;

    SharedBudget(RedisGateway redis) {
        this.redis = redis;
    }

    /**
     * The budget after a step.
     *
     * @param spent by all replicas
     * @param reserved by all replicas
     * @param amount what this step reserved, or would have
     */
    record Seen(boolean granted, long spent, long reserved, long amount) {}

    boolean configured() {
        return redis.configured();
    }

    /**
     * Reserves what such a call cost at the most today, or {@code worst} where none has been seen, or that is less.
     *
     * @param ledger who asks, and {@code mine} what it has spent today
     */
    Optional<Seen> reserve(LocalDate day, String ledger, long mine, String id, String kind, long worst, long budget) {
        return send(RESERVE.call(
                keys(day), ledger, mine, id, kind, worst, budget, RESERVED_FOR.toMillis(), KEPT.toMillis()));
    }

    /** Gives free what was reserved, after {@code mine} has grown by what it cost. */
    Optional<Seen> settle(LocalDate day, String ledger, long mine, String id, String kind, long cost) {
        return send(SETTLE.call(keys(day), ledger, mine, id, kind, cost));
    }

    private Optional<Seen> send(io.vertx.mutiny.redis.client.Request call) {
        if (!redis.configured()) {
            return Optional.empty();
        }
        return switch (redis.send(call)) {
            case RedisReply.Answered(var answer) ->
                answer.map(seen -> new Seen(
                        seen.get(0).toLong() == 1,
                        seen.get(1).toLong(),
                        seen.get(2).toLong(),
                        seen.get(3).toLong()));
            case RedisReply.Away _ -> Optional.empty();
        };
    }

    private static List<String> keys(LocalDate day) {
        var base = "breakwater:ai-budget:" + day + ":";
        return List.of(base + "spent", base + "reserved", base + "ends", base + "largest");
    }
}
