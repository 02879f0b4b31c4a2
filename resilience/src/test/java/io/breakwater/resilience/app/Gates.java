package io.breakwater.resilience.app;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds requests in a resource until a test lets them through. */
@Singleton
public class Gates {

    private volatile CountDownLatch latch = new CountDownLatch(0);
    private final AtomicInteger waiting = new AtomicInteger();

    public void close() {
        latch = new CountDownLatch(1);
    }

    public void open() {
        latch.countDown();
    }

    public int waiting() {
        return waiting.get();
    }

    void pass() throws InterruptedException {
        waiting.incrementAndGet();
        try {
            var inTime = latch.await(20, TimeUnit.SECONDS);
            assert inTime;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
