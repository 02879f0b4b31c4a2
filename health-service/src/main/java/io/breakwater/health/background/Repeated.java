package io.breakwater.health.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A step that a virtual thread of its own takes again and again until it is closed. A step that throws is logged and
 * taken again after a second. Safe for use by many threads.
 */
public final class Repeated implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Repeated.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** One step; answers how long to pause until the next. */
    @FunctionalInterface
    public interface Step {
        Duration take() throws InterruptedException;
    }

    private final String name;
    private final Step step;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Repeated(String name, Step step) {
        this.name = name;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts at once. */
    public static Repeated start(String name, Step step) {
        var repeated = new Repeated(name, step);
        repeated.thread.start();
        return repeated;
    }

    /** Ends the pause: the next step comes at once, or right after the one under way. */
    public void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** As {@link #close()}, and waits this long for the step under way. */
    public void close(Duration patience) {
        close();
        try {
            thread.join(patience);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                // Wakes from before this step are answered by it.
                wakes.drainPermits();
                var pause = take();
                if (wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    LOG.debugf("event=woken what=%s", name);
                }
            } catch (InterruptedException interrupted) {
                // Only closing ends the work: a time limit inside a step interrupts as well, and may come late.
                LOG.debugf("event=interrupted what=%s", name);
            }
        }
    }

    private Duration take() throws InterruptedException {
        try {
            return step.take();
        } catch (RuntimeException failure) {
            if (!closed) {
                LOG.errorf(failure, "event=step-failed what=%s", name);
            }
            return AFTER_FAILURE;
        }
    }
}
