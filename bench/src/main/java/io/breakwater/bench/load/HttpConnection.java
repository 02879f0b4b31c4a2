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
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    /** The last chunk, after the end of the one before: JSON, which is what is asked for, has no such bytes itself. */
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private static final String LENGTH = "\r\ncontent-length: ";

    private final Socket socket;
    private final byte[] buffer = new byte[16 * 1_024];

    HttpConnection(URI base) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MS);
    }

    /** Sends, reads the whole answer and returns its status. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var filled = 0;
        var end = -1;
        while (end < 0) {
            filled += read(filled, buffer.length - filled);
            end = headersEnd(filled);
        }
        var head = new String(buffer, 0, end, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        if (head.contains(CHUNKED)) {
            readChunks(filled);
        } else {
            for (var left = end + contentLength(head) - filled; left > 0; ) {
                left -= read(0, Math.min(left, buffer.length));
            }
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

    private void readChunks(int filled) throws IOException {
        var known = filled;
        while (!new String(
                        buffer,
                        Math.max(0, known - LAST_CHUNK.length()),
                        LAST_CHUNK.length(),
                        StandardCharsets.US_ASCII)
                .equals(LAST_CHUNK)) {
            // What the last chunk may have begun in is kept.
            var kept = Math.min(known, LAST_CHUNK.length());
            System.arraycopy(buffer, known - kept, buffer, 0, kept);
            known = kept + read(kept, buffer.length - kept);
        }
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
            throw new IOException("An answer without Content-Length");
        }
        var from = at + LENGTH.length();
        return Integer.parseInt(head, from, head.indexOf('\r', from), 10);
    }
}
