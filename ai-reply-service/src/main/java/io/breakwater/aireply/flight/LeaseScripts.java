package io.breakwater.aireply.flight;

import io.breakwater.resilience.redis.RedisScript;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What Redis does for leases, each in one step that may come twice. */
final class LeaseScripts {

    static final String OURS = "ours";
    static final String THEIRS = "theirs";
    static final String MADE = "made";

    /** The reason's slug follows. */
    static final String FAILED = "failed:";

    /**
     * Answers a state and the value that is there. A failure is only for those who waited for it: to the others the work is
     * free. Whether a value is still good Redis tells by how long it keeps it.
     */
    private static final RedisScript ASK = new RedisScript("""
            local value = redis.call('GET', KEYS[2])
            if value and redis.call('PTTL', KEYS[2]) > tonumber(ARGV[4]) then return {'made', value} end
            local there = redis.call('GET', KEYS[1])
            local failed = there and string.sub(there, 1, 7) == 'failed:'
            if not there or there == ARGV[1] or (failed and ARGV[3] == 'new') then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
              return {'ours', value}
            end
            if failed then return {there, value} end
            return {'theirs', value}""");

    private static final RedisScript RENEW = new RedisScript("""
            for i = 1, #KEYS do
              if redis.call('GET', KEYS[i]) == ARGV[i + 1] then redis.call('PEXPIRE', KEYS[i], ARGV[1]) end
            end
            return #KEYS""");

    private static final RedisScript LAND = new RedisScript("""
            if ARGV[5] ~= '0' then redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5]) end
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
              return 1
            end
            return 0""");

    private LeaseScripts() {}

    static Request ask(Sought sought, String token, Duration lease, boolean waited) {
        return ASK.call(
                keys(sought),
                token,
                lease.toMillis(),
                waited ? "waited" : "new",
                sought.staleFor().toMillis());
    }

    static Request renew(Collection<Lease> leases, Duration length) {
        return RENEW.call(
                leases.stream().map(lease -> key(lease.sought())).toList(),
                Stream.concat(Stream.of(length.toMillis()), leases.stream().map(Lease::token))
                        .toArray());
    }

    static Request land(Lease lease, Duration failureTold) {
        return LAND.call(
                keys(lease.sought()),
                lease.token(),
                lease.failure().map(code -> FAILED + code.slug()).orElse(""),
                failureTold.toMillis(),
                lease.value().map(Lease.Value::bytes).orElse(new byte[0]),
                lease.value().map(value -> value.keptFor().toMillis()).orElse(0L));
    }

    private static List<String> keys(Sought sought) {
        return List.of(key(sought), sought.valueKey());
    }

    private static String key(Sought sought) {
        return "breakwater:ai-flight:" + sought.key();
    }
}
