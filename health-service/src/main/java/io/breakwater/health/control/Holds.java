package io.breakwater.health.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.background.Repeated;
import io.breakwater.health.document.Document;
import io.breakwater.health.document.DocumentListener;
import io.breakwater.health.document.Documents;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened until a time when that time is over, also where this process was not there in between. Each
 * replica does: closing twice is closing once. An instance that is away then is tried for ten minutes; one that starts
 * again begins closed anyway.
 */
@Singleton
final class Holds implements DocumentListener {

    private static final Logger LOG = Logger.getLogger(Holds.class);
    private static final String KIND = "control-hold";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Documents documents;
    private final Controls controls;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Map<String, Kept> known = new ConcurrentHashMap<>();
    private @Nullable Repeated ending;

    /** @param notBefore when its end is tried next; null where that is when its time is over */
    private record Kept(
            Order order, long changedAt, @Nullable Instant notBefore) {
        boolean due(Instant now) {
            var until = notBefore == null ? order.until() : notBefore;
            return until != null && !until.isAfter(now);
        }
    }

    Holds(Documents documents, Controls controls, ObjectMapper json, InstantSource clock) {
        this.documents = documents;
        this.controls = controls;
        this.json = json;
        this.clock = clock;
    }

    synchronized void start(@Observes StartupEvent event) {
        ending = Repeated.start("holds", this::end);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (ending != null) {
            ending.close();
        }
    }

    /**
     * Does it, and remembers until when before that: whatever happens in between, it ends. Forgets the end of what this
     * order takes the place of.
     *
     * @throws ProblemException as {@link Controls#act} does
     */
    AuditEntry carryOut(Order order) {
        var before = Map.copyOf(known);
        var id = UUID.randomUUID().toString();
        var kept = new Kept(order, clock.millis(), null);
        if (order.until() != null) {
            documents.put(new Document(KIND, id, write(order), kept.changedAt()));
            known.put(id, kept);
        }
        try {
            var done = controls.act(order);
            before.forEach((each, earlier) -> {
                if (order.covers(earlier.order())) {
                    forget(each, earlier);
                }
            });
            return done;
        } catch (ProblemException notDone) {
            if (order.until() != null) {
                forget(id, kept);
            }
            throw notDone;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void changed(List<Document> changed) {
        for (var document : changed) {
            if (document.body() == null) {
                known.remove(document.name());
            } else {
                read(document);
            }
        }
    }

    private Duration end() {
        var now = clock.instant();
        known.forEach((id, kept) -> {
            if (kept.due(now)) {
                end(id, kept, now);
            }
        });
        return TICK;
    }

    private void end(String id, Kept kept, Instant now) {
        var until = kept.order().until();
        var last = until == null || until.plus(PATIENCE).isBefore(now);
        // Each try is on the trail, so they are few.
        known.replace(id, new Kept(kept.order(), kept.changedAt(), now.plus(AGAIN)));
        try {
            var done = controls.act(kept.order().undone());
            if (last || done.results() == null || done.results().stream().allMatch(InstanceResult::done)) {
                forget(id, kept);
            }
        } catch (ProblemException notNow) {
            LOG.warnf("event=hold-not-ended reason=%s", notNow.code().slug());
            if (last) {
                forget(id, kept);
            }
        }
    }

    private void forget(String id, Kept kept) {
        documents.put(new Document(KIND, id, null, Math.max(clock.millis(), kept.changedAt() + 1)));
        known.remove(id);
    }

    private String write(Order order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records can be written", impossible);
        }
    }

    private void read(Document document) {
        try {
            known.put(
                    document.name(),
                    new Kept(json.readValue(document.body(), Order.class), document.changedAt(), null));
        } catch (JsonProcessingException unreadable) {
            LOG.warnf("event=hold-unreadable");
        }
    }
}
