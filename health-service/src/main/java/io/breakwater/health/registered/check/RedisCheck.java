package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.io.EOFException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** PING, after AUTH where the URL has a password. Three lines of the protocol, so it takes no client with a pool. */
@Singleton
final class RedisCheck implements Check {

    private static final int LONGEST = 4_096;

    private final OutwardSockets sockets;

    RedisCheck(OutwardSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Future<Verdict> of(Endpoint endpoint) {
        var started = System.nanoTime();
        var credentials = endpoint.credentials();
        var commands = Buffer.buffer();
        credentials.ifPresent(known -> commands.appendBuffer(
                known.user().isEmpty()
                        ? command("AUTH", known.password())
                        : command("AUTH", known.user(), known.password())));
        commands.appendBuffer(command("PING"));
        var lines = credentials.isPresent() ? 2 : 1;
        return sockets.connect(endpoint)
                .compose(socket -> ask(socket, commands, lines).onComplete(end -> socket.close()))
                .map(answer -> judge(answer, Checks.since(started)));
    }

    private static Verdict judge(String answer, double ms) {
        if (answer.contains("-NOAUTH") || answer.contains("-WRONGPASS") || answer.contains("-ERR AUTH")) {
            return Verdict.wrong(ms, "it refuses the credentials");
        }
        if (answer.endsWith("+PONG\r\n")) {
            return Verdict.healthy(ms);
        }
        return Verdict.wrong(ms, answer.startsWith("-LOADING") ? "it is still loading" : "it is no Redis that serves");
    }

    private static Future<String> ask(NetSocket socket, Buffer commands, int lines) {
        var answer = Promise.<String>promise();
        var received = Buffer.buffer();
        socket.exceptionHandler(answer::tryFail);
        socket.closeHandler(closed -> answer.tryFail(new EOFException("closed")));
        socket.handler(chunk -> {
            received.appendBuffer(chunk);
            var text = received.toString(UTF_8);
            if (received.length() > LONGEST || text.split("\r\n", -1).length - 1 >= lines) {
                answer.tryComplete(text);
            }
        });
        socket.write(commands).onFailure(answer::tryFail);
        return answer.future();
    }

    /** As an array of bulk strings: no password ends a command or begins another. */
    private static Buffer command(String... words) {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) {
            text.append('$')
                    .append(word.getBytes(UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        return Buffer.buffer(text.toString());
    }
}
