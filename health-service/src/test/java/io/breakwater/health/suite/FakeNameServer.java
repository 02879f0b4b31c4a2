package io.breakwater.health.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Answers every question for addresses (A) with the same few, and has none of any other kind. */
final class FakeNameServer implements AutoCloseable {

    private static final int A = 1;
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket;
    private volatile List<String> addresses;
    private volatile boolean silent;

    FakeNameServer(List<String> addresses) {
        this.addresses = addresses;
        try {
            socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofPlatform().daemon().name("fake-dns").start(this::serve);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void answer(List<String> now) {
        addresses = now;
    }

    void fallSilent() {
        silent = true;
    }

    private void serve() {
        var buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                if (!silent) {
                    var answer = answer(buffer, question.getLength());
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] query, int length) throws IOException {
        var end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        end += 5;
        var isA = query[end - 3] == A;
        var known = isA ? addresses : List.<String>of();
        var out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.write(0x81);
        out.write(0x80 | (known.isEmpty() ? NAME_ERROR : 0));
        out.write(new byte[] {0, 1, 0, (byte) known.size(), 0, 0, 0, 0});
        out.write(query, 12, Math.min(end, length) - 12);
        for (var address : known) {
            out.write(new byte[] {(byte) 0xc0, 12, 0, A, 0, 1, 0, 0, 0, 0, 0, 4});
            out.write(InetAddress.getByName(address).getAddress());
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
