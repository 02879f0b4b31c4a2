package io.breakwater.health.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.alert.AlertTurn;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps open what was opened until a time, also in instances that start again meanwhile and begin closed; closes it when that
 * time is over, also where this process was not there in between. Each replica closes: closing twice is closing once. An
 * instance that is away then is tried for ten minutes. What somebody closed at an instance itself stays closed there.
 */
@Singleton
final class Holds implements DocumentListener {

    private static final Logger LOG = Logger.getLogger(Holds.class);
    private static final String KIND = "control-hold";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final int MOST_TOLD = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Documents documents;
    private final Controls controls;
    private final AlertTurn turn;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Map<String, Kept> known = new ConcurrentHashMap<>();

    /** Which processes were told of which hold again, and when they may be once more; for the ending thread alone. */
    private final Map<String, Map<String, Instant>> renewed = new HashMap<>();

    private @Nullable Repeated ending;

    /** @param notBefore when its end is tried next; null where that is when its time is over */
    private record Kept(
            Order order, long changedAt, @Nullable Instant notBefore) {
        boolean due(Instant now) {
            var until = notBefore == null ? order.until() : notBefore;
            return until != null && !until.isAfter(now);
        }

        /** Neither renewed nor ended. */
        Kept resting() {
            return new Kept(order, changedAt, Instant.MAX);
        }
    }

    Holds(Documents documents, Controls controls, AlertTurn turn, ObjectMapper json, InstantSource clock) {
        this.documents = documents;
        this.controls = controls;
        this.turn = turn;
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
        var id = UUID.randomUUID().toString();
        var located = controls.located(order);
        var kept = new Kept(located, clock.millis(), null);
        var replaced = known.entrySet().stream()
                .filter(each -> located.covers(each.getValue().order()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (order.until() != null) {
            documents.put(new Document(KIND, id, write(located), kept.changedAt()));
            known.put(id, kept);
        }
        // Not renewed any more from here on, so that what is closed now stays closed.
        replaced.forEach((each, earlier) -> known.replace(each, earlier.resting()));
        try {
            var done = controls.act(order);
            replaced.forEach(this::forget);
            return done;
        } catch (RuntimeException notDone) {
            replaced.forEach(known::replace);
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
            } else if (kept.notBefore() == null) {
                renew(id, kept, now);
            }
        });
        renewed.keySet().retainAll(known.keySet());
        return TICK;
    }

    /** One replica does, so that it is on the trail once; each for its own breakers. */
    private void renew(String id, Kept kept, Instant now) {
        var newcomers = controls.newcomers(kept.order(), Instant.ofEpochMilli(kept.changedAt()));
        var told = renewed.computeIfAbsent(id, _ -> new HashMap<>());
        if (told.size() > MOST_TOLD) {
            told.keySet()
                    .retainAll(
                            newcomers.stream().map(Controls.Newcomer::process).toList());
        }
        for (var newcomer : newcomers) {
            if (newcomer.held()) {
                told.put(newcomer.process(), Instant.MAX);
            } else if (!now.isBefore(told.getOrDefault(newcomer.process(), now))
                    && (newcomer.own() || turn.mine(Duration.ZERO))) {
                told.put(newcomer.process(), renewed(id, kept, newcomer) ? Instant.MAX : now.plus(AGAIN));
            }
        }
    }

    private boolean renewed(String id, Kept kept, Controls.Newcomer newcomer) {
        try {
            var again = kept.order().again(newcomer.place());
            var done = controls.act(again);
            if (!kept.equals(known.get(id))) {
                // Somebody closed it meanwhile, perhaps there before this.
                controls.act(again.undone());
            }
            return done.results() != null && done.results().stream().allMatch(InstanceResult::done);
        } catch (ProblemException notNow) {
            LOG.warnf("event=hold-not-renewed reason=%s", notNow.code().slug());
            return false;
        }
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
