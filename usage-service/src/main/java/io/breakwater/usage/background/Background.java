package io.breakwater.usage.background;

import io.breakwater.resilience.problem.Failures;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does a step again and again, on a virtual thread of its own, until it is closed. */
public final class Background implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Background.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Duration> step;
    private final Thread thread;
    private volatile boolean closing;

    private Background(String name, Duration first, Supplier<Duration> step) {
        this.name = name;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(first));
    }

    /**
     * Starts it.
     *
     * @param first how long to wait before the first step
     * @param step answers how long to wait before the next one; a step that throws is told of in the log, and done again
     */
    public static Background start(String name, Duration first, Supplier<Duration> step) {
        var background = new Background(name, first, step);
        background.thread.start();
        return background;
    }

    /** Ends it, the step under way included, and returns when it has ended. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Duration first) {
        var pause = first;
        while (!closing) {
            try {
                Thread.sleep(pause);
                pause = step.get();
            } catch (InterruptedException stray) {
                // A time limit's interrupt may come after the call that it was meant for; only closing ends this.
            } catch (RuntimeException failure) {
                LOG.warnf(
                        "event=background-failed task=%s reason=%s",
                        name, Failures.codeOf(failure).slug());
                pause = AFTER_FAILURE;
            }
        }
    }
}
