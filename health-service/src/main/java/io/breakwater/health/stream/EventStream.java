package io.breakwater.health.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.background.Repeated;
import io.breakwater.health.change.Change;
import io.breakwater.health.change.ChangeListener;
import io.breakwater.health.overview.Overview;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends the picture and the changes to all followers. One thread makes them, once for all; each follower takes them at
 * its own speed, and none is waited for. Safe for use by many threads.
 */
@Singleton
public final class EventStream implements ChangeListener {

    private final Overview overview;
    private final SuiteWatch suite;
    private final ObjectMapper json;
    private final StreamSettings settings;
    private final ChangeLog log;

    /** Of no class: a native image cannot carry a buffer that was made while it was built. */
    private final Buffer heartbeat = Buffer.buffer(": here\n\n");

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Picture latest;
    private volatile boolean stopping;
    private long lastHeartbeat = System.nanoTime();
    private @Nullable Repeated sending;

    EventStream(
            Overview overview,
            SuiteWatch suite,
            ObjectMapper json,
            StreamSettings settings,
            InstanceIdentity identity,
            MeterRegistry meters) {
        this.overview = overview;
        this.suite = suite;
        this.json = json;
        this.settings = settings;
        this.log = new ChangeLog(identity.instance(), settings.replay());
        Gauge.builder("breakwater.stream.followers", count, AtomicInteger::get)
                .description("Who follows the stream now")
                .register(meters);
    }

    synchronized void start(@Observes StartupEvent event) {
        sending = Repeated.start("stream", this::send);
    }

    /** A shutdown waits for answers under way, and these never end by themselves. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        followers.forEach(Follower::end);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (sending != null) {
            sending.close();
        }
        followers.forEach(Follower::end);
    }

    @Override
    public void changed(Change change) {
        log.add(number -> numbered(number, change));
        changes.incrementAndGet();
        wake();
    }

    /** The latest changes, the earliest first. */
    List<NumberedChange> recent() {
        return log.after(0);
    }

    /**
     * One more follower, which gets the picture as soon as there is one.
     *
     * @param lastEventId the id of the last change it knows of, where it comes back
     * @param differences whether after the first picture it wants only what makes the next of the one before
     * @return what to run when it is gone; empty where there are too many
     */
    Optional<Runnable> follow(
            HttpServerRequest request, Context loop, @Nullable String lastEventId, boolean differences) {
        if (stopping || count.incrementAndGet() > settings.maxFollowers()) {
            if (!stopping) {
                count.decrementAndGet();
            }
            return Optional.empty();
        }
        var follower = new Follower(
                request.response(),
                request.connection(),
                loop,
                log::after,
                log.resume(lastEventId),
                settings.patience(),
                differences,
                _ -> wake(),
                this::gone);
        followers.add(follower);
        suite.followed(true);
        // What was made before may say what is no more; one that is made now serves all who come at the same time.
        changes.incrementAndGet();
        wake();
        return Optional.of(() -> gone(follower));
    }

    private void gone(Follower follower) {
        if (followers.remove(follower) && count.decrementAndGet() == 0) {
            suite.followed(false);
        }
    }

    private synchronized void wake() {
        if (sending != null) {
            sending.wake();
        }
    }

    /** One round; what is told meanwhile is in the next. */
    private Duration send() throws InterruptedException {
        if (followers.isEmpty()) {
            return settings.heartbeat();
        }
        var known = picture(latest, followers.stream().anyMatch(Follower::needsWhole));
        latest = known;
        var beat = System.nanoTime() - lastHeartbeat >= settings.heartbeat().toNanos();
        if (beat) {
            lastHeartbeat = System.nanoTime();
        }
        for (var follower : followers) {
            follower.send(known, beat ? heartbeat : null);
        }
        // The pace of all that follows, whoever wakes this meanwhile.
        TimeUnit.NANOSECONDS.sleep(settings.pace().toNanos());
        return known.changes() == changes.get() ? settings.refresh() : Duration.ZERO;
    }

    /** The one before while it is good enough, else the next. */
    private Picture picture(@Nullable Picture before, boolean whole) {
        var known = changes.get();
        if (before != null
                && before.changes() == known
                && System.nanoTime() - before.madeAt() < settings.refresh().toNanos()) {
            return whole && before.whole() == null ? before.with(event("overview", null, before.health())) : before;
        }
        var now = overview.detailed();
        var difference = before == null
                ? null
                : Difference.between(before.health(), now)
                        .map(found -> event("overview-difference", null, found))
                        .orElse(null);
        return new Picture(
                before == null ? 1 : before.number() + 1,
                known,
                System.nanoTime(),
                now,
                difference,
                whole || difference == null ? event("overview", null, now) : null);
    }

    private NumberedChange numbered(long number, Change change) {
        var id = log.id(number);
        return new NumberedChange(number, id, change, event("change", id, change));
    }

    private Buffer event(String name, @Nullable String id, Object data) {
        try {
            return Buffer.buffer((id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ")
                    .appendBytes(json.writeValueAsBytes(data))
                    .appendString("\n\n");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records can be written", impossible);
        }
    }
}
