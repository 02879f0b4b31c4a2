package io.breakwater.deploy.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a container's probes as the kubelet does: first the startup probe alone; once that has succeeded, liveness and
 * readiness. Where the kubelet would restart the container, it only counts.
 */
final class Kubelet implements AutoCloseable {

    private final URI base;
    private final Probe startup;
    private final Probe liveness;
    private final Probe readiness;
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean ready;
    private volatile Thread asking;
    private volatile Thread living = Thread.ofVirtual().unstarted(() -> {});

    Kubelet(JsonNode container, URI base) {
        this.base = base;
        this.startup = Probe.of(container, "startupProbe");
        this.liveness = Probe.of(container, "livenessProbe");
        this.readiness = Probe.of(container, "readinessProbe");
        this.asking = Thread.ofVirtual().start(this::run);
    }

    /** Whether the pod is among the endpoints. */
    boolean ready() {
        return ready;
    }

    /** How often it would have been restarted. */
    int restarts() {
        return restarts.get();
    }

    /** How often it was ready and then was not, since its container started. */
    int losses() {
        return losses.get();
    }

    /** How often it was asked whether it is ready. */
    int asked() {
        return asked.get();
    }

    /** The container was started anew: begin with its startup probe. */
    void containerStarted() {
        close();
        losses.set(0);
        asking = Thread.ofVirtual().start(this::run);
    }

    @Override
    public void close() {
        asking.interrupt();
        living.interrupt();
        try {
            asking.join();
            living.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ready = false;
    }

    private void run() {
        try {
            if (!awaitStart()) {
                restarts.incrementAndGet();
                return;
            }
            living = Thread.ofVirtual().start(this::watchLife);
            watchReadiness();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitStart() throws InterruptedException {
        for (var failures = 0; failures < startup.failureThreshold(); failures++) {
            if (startup.ask(base)) {
                return true;
            }
            Thread.sleep(startup.period());
        }
        return false;
    }

    private void watchLife() {
        try {
            for (var failures = 0; ; Thread.sleep(liveness.period())) {
                failures = liveness.ask(base) ? 0 : failures + 1;
                if (failures == liveness.failureThreshold()) {
                    restarts.incrementAndGet();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchReadiness() throws InterruptedException {
        for (var failures = 0; ; Thread.sleep(readiness.period())) {
            var answer = readiness.ask(base);
            asked.incrementAndGet();
            if (answer) {
                failures = 0;
                ready = true;
            } else if (++failures == readiness.failureThreshold() && ready) {
                losses.incrementAndGet();
                ready = false;
            }
        }
    }
}
