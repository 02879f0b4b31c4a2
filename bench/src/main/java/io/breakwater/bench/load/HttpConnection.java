package io.breakwater.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive connection, one request at a time. By hand, because the load shares the machine with what it measures:
 * a general client would take more of it than the service does. For one thread.
 */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 10_000;
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final int AFTER_A_CHUNK = 2;
    private static final int MOST_IN_A_CHUNK = 16 * 1_024 * 1_024;

    private final Socket socket;
    private final byte[] buffer = new byte[16 * 1_024];

    /** What of the buffer was read and not used yet. */
    private int from;

    private int to;

    HttpConnection(URI base) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MS);
    }

    /** Sends, reads the whole answer and returns its status. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        to = 0;
        from = -1;
        while (from < 0) {
            to += read(to, buffer.length - to);
            from = headersEnd(to);
        }
        var head = new String(buffer, 0, from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        if (head.contains(CHUNKED)) {
            for (var size = chunkSize(); size > 0; size = chunkSize()) {
                skip(size + AFTER_A_CHUNK);
            }
            // No server that is measured here sends trailers.
            skip(AFTER_A_CHUNK);
        } else {
            skip(contentLength(head));
        }
        return Integer.parseInt(head, 9, 12, 10);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int read(int offset, int length) throws IOException {
        var read = socket.getInputStream().read(buffer, offset, length);
        if (read <= 0) {
            throw new EOFException("The answer ended early, or its headers are too long");
        }
        return read;
    }

    private void skip(int bytes) throws IOException {
        for (var left = bytes; left > 0; ) {
            refillWhereUsed();
            var step = Math.min(left, to - from);
            from += step;
            left -= step;
        }
    }

    private int next() throws IOException {
        refillWhereUsed();
        return buffer[from++];
    }

    private void refillWhereUsed() throws IOException {
        if (from == to) {
            to = read(0, buffer.length);
            from = 0;
        }
    }

    private int chunkSize() throws IOException {
        var size = 0;
        for (var letter = next(); letter != '\r'; letter = next()) {
            var digit = Character.digit(letter, 16);
            if (digit < 0 || size > MOST_IN_A_CHUNK) {
                throw new IOException("No size of a chunk");
            }
            size = size * 16 + digit;
        }
        next();
        return size;
    }

    private int headersEnd(int filled) {
        for (var i = 0; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        var at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("An answer without a length");
        }
        var digits = at + LENGTH.length();
        return Integer.parseInt(head, digits, head.indexOf('\r', digits), 10);
    }
}
