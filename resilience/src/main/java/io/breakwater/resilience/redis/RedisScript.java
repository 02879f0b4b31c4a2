package io.breakwater.resilience.redis;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.List;

/**
 * A Lua script, which Redis runs as one step. It is sent whole each time: Redis keeps what it compiled, and there is no
 * second way for a Redis that has forgotten it. Write it so that being sent twice does no harm.
 *
 * @param text for Redis 6.2
 */
public record RedisScript(String text) {

    /** The call of this script with these keys and arguments: bytes as they are, anything else as text. */
    public Request call(List<String> keys, Object... arguments) {
        var request = Request.cmd(Command.EVAL).arg(text).arg(keys.size());
        keys.forEach(request::arg);
        for (var argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }
}
