package io.breakwater.health.registered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.cascade.DependencyGraph;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Components;
import io.breakwater.health.document.Document;
import io.breakwater.health.document.DocumentListener;
import io.breakwater.health.document.Documents;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Which dependencies are registered: kept on disk, known in memory, shown on the board, checked. Its lock orders changes,
 * which an operator makes now and then, and is held while one is written: what is acknowledged is on disk.
 */
@Singleton
final class DependencyBook implements DocumentListener {

    private static final String KIND = "dependency";

    private static final Logger LOG = Logger.getLogger(DependencyBook.class);

    private final Documents documents;
    private final ComponentBoard board;
    private final CheckSchedule schedule;
    private final RegisteredSettings settings;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Map<String, Entry> known = new ConcurrentSkipListMap<>();

    /** @param form as it was sent, which is what is kept */
    record Entry(DependencyForm form, RegisteredDependency dependency, long changedAt) {}

    DependencyBook(
            Documents documents,
            ComponentBoard board,
            CheckSchedule schedule,
            RegisteredSettings settings,
            ObjectMapper json,
            InstantSource clock) {
        this.documents = documents;
        this.board = board;
        this.schedule = schedule;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    List<Entry> all() {
        return List.copyOf(known.values());
    }

    /**
     * Registers it, or replaces what has its name.
     *
     * @return whether the name is new
     * @throws ProblemException {@code validation}, {@code conflict}; what a local store says that cannot be written
     */
    synchronized boolean register(DependencyForm form) {
        var dependency = form.read();
        refuseWhatDoesNotFit(dependency);
        var row = new Document(KIND, dependency.name(), write(form), later(dependency.name()));
        documents.put(row);
        return apply(row);
    }

    /** Whether there was one. */
    synchronized boolean remove(String name) {
        if (!known.containsKey(name)) {
            return false;
        }
        var needing = known.values().stream()
                .filter(entry -> entry.dependency().dependsOn().contains(name))
                .findFirst();
        if (needing.isPresent()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT, needing.get().dependency().name() + " depends on it");
        }
        var row = new Document(KIND, name, null, later(name));
        documents.put(row);
        apply(row);
        return true;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** One that cannot be read any more is left out, and said so. */
    @Override
    public synchronized void changed(List<Document> rows) {
        for (var row : rows) {
            var entry = known.get(row.name());
            if (entry == null ? row.body() != null : entry.changedAt() < row.changedAt()) {
                apply(row);
            }
        }
    }

    /** Answers whether the name is new. */
    private boolean apply(Document row) {
        if (row.body() == null) {
            known.remove(row.name());
            schedule.remove(row.name());
            board.remove(row.name());
            return false;
        }
        try {
            var form = json.readValue(row.body(), DependencyForm.class);
            var dependency = form.read();
            var before = known.put(row.name(), new Entry(form, dependency, row.changedAt()));
            board.add(dependency.component());
            schedule.put(dependency);
            return before == null;
        } catch (JsonProcessingException | ProblemException unreadable) {
            LOG.warnf("event=dependency-unreadable name=%s", row.name());
            return false;
        }
    }

    private void refuseWhatDoesNotFit(RegisteredDependency dependency) {
        if (Components.isOwn(dependency.name()) || dependency.name().equals(NetworkGuard.COMPONENT.name())) {
            throw ProblemException.of(ProblemCode.CONFLICT, "The suite has a component of that name itself");
        }
        if (!known.containsKey(dependency.name()) && known.size() >= settings.most()) {
            throw ProblemException.of(ProblemCode.CONFLICT, "As many as may be are registered already");
        }
        var components = new ArrayList<>(Components.ALL);
        known.values().stream()
                .filter(entry -> !entry.dependency().name().equals(dependency.name()))
                .forEach(entry -> components.add(entry.dependency().component()));
        for (var needed : dependency.dependsOn()) {
            if (components.stream().noneMatch(component -> component.name().equals(needed))) {
                throw ProblemException.invalid(
                        "dependsOn", "must name what is registered, or a component of the suite");
            }
        }
        components.add(dependency.component());
        if (DependencyGraph.hasCircle(components, dependency.name())) {
            throw ProblemException.invalid("dependsOn", "must not lead back to the dependency itself");
        }
    }

    /** Later than what is there, whatever the clock says. */
    private long later(String name) {
        var before = known.get(name);
        return Math.max(clock.millis(), before == null ? 0 : before.changedAt() + 1);
    }

    private String write(DependencyForm form) {
        try {
            return json.writeValueAsString(form);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records can be written", impossible);
        }
    }
}
