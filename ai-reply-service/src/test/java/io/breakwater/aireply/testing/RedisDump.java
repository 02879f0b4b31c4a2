package io.breakwater.aireply.testing;

import java.io.IOException;
import java.net.Socket;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Everything that a Redis holds. */
public final class RedisDump {

    private RedisDump() {}

    /** Keys and the values of strings, one a line, asked for in Redis' own protocol. */
    public static String of(int port) throws IOException {
        return answer(
                port,
                "local all = {} for _, k in ipairs(redis.call('KEYS', '*')) do all[#all+1] = k"
                        + " if redis.call('TYPE', k).ok == 'string' then all[#all+1] = redis.call('GET', k) end end"
                        + " return table.concat(all, '\\n')");
    }

    /** For how long the youngest reply is still kept, in ms. */
    public static long youngestReplyKeptMs(int port) throws IOException {
        var answer = answer(
                port,
                "local most = 0 for _, k in ipairs(redis.call('KEYS', 'breakwater:ai-replies:*')) do"
                        + " most = math.max(most, redis.call('PTTL', k)) end return most");
        return Long.parseLong(answer.substring(1, answer.indexOf('\r')));
    }

    private static String answer(int port, String script) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var out = socket.getOutputStream();
            out.write(("*3\r\n$4\r\nEVAL\r\n$" + script.length() + "\r\n" + script
                            + "\r\n$1\r\n0\r\n*1\r\n$4\r\nQUIT\r\n")
                    .getBytes(UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
