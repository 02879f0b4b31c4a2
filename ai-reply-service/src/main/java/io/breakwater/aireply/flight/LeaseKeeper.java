package io.breakwater.aireply.flight;

import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leases while their work lasts, and their connection warm: one that is new costs the first of a burst what all of
 * them save. That Redis has gone is mostly found out here, before anybody waits for it; that it is back ends the breaker's
 * open time. Owns its thread.
 */
@Singleton
class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Leases leases;
    private final LeaseGateway redis;
    private final LeaseConnection connection;
    private final FlightSettings settings;
    private final BreakerRegistry breakers;
    private @Nullable Thread thread;
    private volatile boolean stopping;

    LeaseKeeper(
            Leases leases,
            LeaseGateway redis,
            LeaseConnection connection,
            FlightSettings settings,
            BreakerRegistry breakers) {
        this.leases = leases;
        this.redis = redis;
        this.connection = connection;
        this.settings = settings;
        this.breakers = breakers;
    }

    void start(@Observes StartupEvent event) {
        if (redis.configured()) {
            thread = Thread.ofVirtual().name("lease-keeper").start(this::keep);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var running = thread;
        stopping = true;
        if (running != null) {
            running.interrupt();
        }
    }

    private void keep() {
        while (!stopping) {
            try {
                lookWhateverComes();
                Thread.sleep(pause());
            } catch (InterruptedException stoppingOrStray) {
                // A time limit's interrupt may come late, after what it was meant for: it shortens a pause and ends
                // nothing.
            }
        }
    }

    /** What goes wrong once is tried again after a pause like any other. */
    private void lookWhateverComes() throws InterruptedException {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "event=lease-keeping-failed reason=%s",
                    Failures.codeOf(failure).slug());
        }
    }

    /** Often enough for a lease to be renewed three times, and for a connection that is closed when it idles. */
    private Duration pause() {
        var third = settings.lease().dividedBy(3);
        return third.compareTo(LONGEST_PAUSE) < 0 ? third : LONGEST_PAUSE;
    }

    private void look() throws InterruptedException {
        var breaker = breakers.get(LeaseGateway.NAME);
        if (breaker.held() || breaker.state() != BreakerState.CLOSED && !answers()) {
            return;
        }
        if (breaker.state() != BreakerState.CLOSED) {
            breaker.reset();
        }
        var held = leases.held().stream().toList();
        try {
            redis.send(held.isEmpty() ? Request.cmd(Command.PING) : LeaseScripts.renew(held, settings.lease()));
        } catch (ProblemException fallbacksOff) {
            // Nobody asked for this who could be told: the work that the leases are for goes on.
        }
    }

    /** Whether Redis does, asked past the breaker: that would only say what it knew before. */
    private boolean answers() throws InterruptedException {
        try {
            connection.send(Request.cmd(Command.PING), pause());
            return true;
        } catch (RuntimeException stillAway) {
            return false;
        }
    }
}
