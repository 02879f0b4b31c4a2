package io.breakwater.aireply.testing;

import java.io.IOException;
import java.net.Socket;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Everything that a Redis holds. */
public final class RedisDump {

    private RedisDump() {}

    /** Keys and the values of strings, one a line, asked for in Redis' own protocol. */
    public static String of(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var out = socket.getOutputStream();
            var dump = "local all = {} for _, k in ipairs(redis.call('KEYS', '*')) do all[#all+1] = k"
                    + " if redis.call('TYPE', k).ok == 'string' then all[#all+1] = redis.call('GET', k) end end"
                    + " return table.concat(all, '\\n')";
            out.write(("*3\r\n$4\r\nEVAL\r\n$" + dump.length() + "\r\n" + dump + "\r\n$1\r\n0\r\n*1\r\n$4\r\nQUIT\r\n")
                    .getBytes(UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
