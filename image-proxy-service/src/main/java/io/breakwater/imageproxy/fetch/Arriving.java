package io.breakwater.imageproxy.fetch;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A body while it comes. One event loop says how far it has grown; any number of virtual threads read, each from where it
 * is, none of them holding back the others or the fetch, and all of them from the same bytes, which the fetch has paid
 * for. The lock is held for moments only, never around I/O.
 */
public final class Arriving {

    /** An image that fits here goes out whole, or not at all. Nearly all thumbnails and avatars do. */
    public static final int HELD_BACK = 65_536;

    /** Readers are woken once for so much, and at the end: a thousand of them for each packet would be the fetch's burden. */
    private static final int WAKE_EVERY = 65_536;

    private static final byte[] NOTHING = {};

    private enum State {
        COMING,
        WHOLE,
        CUT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    // Guarded by the lock.
    private byte[] bytes = NOTHING;
    private int length;
    private int told;
    private State state = State.COMING;

    /** @param soFar all that came, in its first {@code length} bytes, which nobody changes any more */
    void grew(byte[] soFar, int length) {
        lock.lock();
        try {
            if (state != State.COMING) {
                return;
            }
            bytes = soFar;
            this.length = length;
            if (length - told >= WAKE_EVERY) {
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    void end(byte[] whole) {
        lock.lock();
        try {
            if (state == State.COMING) {
                bytes = whole;
                length = whole.length;
                state = State.WHOLE;
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    void cut() {
        lock.lock();
        try {
            if (state == State.COMING) {
                forget(State.CUT);
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Holds on to none of it any more: whoever has not read to the end finds the rest where it is kept. */
    public void release() {
        lock.lock();
        try {
            forget(state == State.COMING ? State.CUT : state);
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void forget(State last) {
        state = last;
        bytes = NOTHING;
        length = 0;
    }

    private void wake() {
        told = length;
        more.signalAll();
    }

    /** All that has come so far, copied. */
    public byte[] bytes() {
        lock.lock();
        try {
            return Arrays.copyOf(bytes, length);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it broke off. */
    public boolean broken() {
        lock.lock();
        try {
            return state == State.CUT;
        } finally {
            lock.unlock();
        }
    }

    /** A reader at the start. Used by one thread. */
    public Reader reader() {
        return new Reader();
    }

    /** One caller's place in the body. */
    public final class Reader {

        private int next;

        /**
         * Copies the next of what has come, as much as fits; waits where that is nothing.
         *
         * @return how many bytes these are; -1 at the end, and after {@link #release}
         * @throws IOException where the body broke off, or nothing came for so long
         */
        public int read(byte[] target, long patienceMillis) throws IOException, InterruptedException {
            byte[] source;
            int count;
            lock.lockInterruptibly();
            try {
                awaitMore(TimeUnit.MILLISECONDS.toNanos(patienceMillis));
                if (state == State.CUT) {
                    throw new IOException("the image's server broke off");
                }
                source = bytes;
                count = Math.min(target.length, length - next);
            } finally {
                lock.unlock();
            }
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(source, next, target, 0, count);
            next += count;
            return count;
        }

        private void awaitMore(long nanos) throws IOException, InterruptedException {
            var left = nanos;
            while (next >= length && state == State.COMING) {
                if (left <= 0) {
                    throw new IOException("nothing came any more");
                }
                left = more.awaitNanos(left);
            }
        }
    }
}
