package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.util.Arrays;

/**
 * Bytes as they come, in an array that grows with them. What it has room for is paid for before it is there, the moment
 * in which the old array and the new one both are included; a length that was only announced costs nothing. Not for use
 * by more than one thread at a time.
 */
final class BodyBuffer {

    /**
     * An array of two to the power of something would, with its header, take one more region of the heap than it fills: of
     * large ones, G1 gives out whole regions only.
     */
    private static final int HEADER = 64;

    private static final int FIRST = 16 * 1_024 - HEADER;
    private static final byte[] NOTHING = {};

    private final ByteBudget.Lease lease;
    private final int max;
    private final int expected;
    private byte[] bytes = NOTHING;
    private int size;

    /**
     * @param max how many bytes are too many
     * @param expected how many are announced, so that there need be no room for more; {@code max} where that is not known
     */
    BodyBuffer(ByteBudget.Lease lease, int max, int expected) {
        this.lease = lease;
        this.max = max;
        this.expected = expected;
    }

    /** Where room for some more bytes begins. */
    @FunctionalInterface
    interface Source {
        void copyTo(byte[] target, int offset);
    }

    /** @throws FetchFailure {@link Reason#TOO_LARGE}, or {@link Reason#BULKHEAD_FULL} where the budget is used up */
    void append(int length, Source source) throws FetchFailure {
        if (length > max - size) {
            throw Reason.TOO_LARGE.failure();
        }
        if (length > bytes.length - size) {
            resize(Math.max(size + length, Math.min(Math.max(FIRST, 2 * bytes.length + HEADER), expected)));
        }
        source.copyTo(bytes, size);
        size += length;
    }

    int size() {
        return size;
    }

    /** What came so far, and room for more. What is in it stays as it is, also when the buffer turns to a larger one. */
    byte[] bytes() {
        return bytes;
    }

    /** All of it. The buffer is used up. */
    byte[] finish() throws FetchFailure {
        if (size < bytes.length) {
            resize(size);
        }
        return bytes;
    }

    private void resize(int length) throws FetchFailure {
        lease.take(length);
        var old = bytes.length;
        bytes = Arrays.copyOf(bytes, length);
        lease.giveBack(old);
    }
}
