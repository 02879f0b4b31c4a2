package io.breakwater.resilience.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the end of a write-ahead log is whole. SQLite itself uses what is whole and is silent about the rest: after a
 * crash a transaction that was never committed lies there, and after damage one that was. This looks before SQLite does,
 * so that the rest is at least told of. The format is SQLite's and fixed (fileformat2, "The Write-Ahead Log").
 */
final class WalTail {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int LARGEST_PAGE = 65_536;

    /** A log this long was cut back long ago; to read one would hold up the start. */
    private static final long LONGEST_LOOKED_AT = 256L << 20;

    private int sum0;
    private int sum1;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    private WalTail() {}

    /** Bytes that were written to this log and can't be read as part of it; 0 where it is whole, or there is none. */
    static long unreadableBytes(Path database) throws IOException {
        var log = Path.of(database + "-wal");
        var size = Files.exists(log) ? Files.size(log) : 0;
        if (size == 0 || size > LONGEST_LOOKED_AT) {
            return 0;
        }
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(log), LARGEST_PAGE))) {
            return new WalTail().unreadable(input, size);
        }
    }

    private long unreadable(DataInputStream log, long size) throws IOException {
        var header = ByteBuffer.wrap(log.readNBytes(HEADER));
        if (header.limit() < HEADER || (header.getInt(0) & ~1) != MAGIC) {
            return size;
        }
        order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        add(header, 0, FRAME_HEADER);
        var page = header.getInt(8);
        if (page < 512 || page > LARGEST_PAGE || sum0 != header.getInt(24) || sum1 != header.getInt(28)) {
            return size;
        }
        return afterWholeFrames(log, size - HEADER, FRAME_HEADER + page, header.getLong(16));
    }

    /** From the first frame that is not whole on: what carries this log's salt, and not that of an earlier round. */
    private long afterWholeFrames(DataInputStream log, long bytes, int length, long salt) throws IOException {
        var whole = true;
        var unreadable = 0L;
        for (var left = bytes; left >= FRAME_HEADER; left -= length) {
            var frame = ByteBuffer.wrap(log.readNBytes(length));
            var ours = frame.limit() >= FRAME_HEADER && frame.getLong(8) == salt;
            whole = whole && ours && frame.limit() == length && continues(frame);
            if (!whole && ours) {
                unreadable += frame.limit();
            }
        }
        return unreadable;
    }

    private boolean continues(ByteBuffer frame) {
        add(frame, 0, 8);
        add(frame, FRAME_HEADER, frame.limit());
        return sum0 == frame.getInt(16) && sum1 == frame.getInt(20);
    }

    private void add(ByteBuffer bytes, int from, int to) {
        var words = bytes.duplicate().order(order);
        for (var at = from; at < to; at += 8) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + 4) + sum0;
        }
    }
}
