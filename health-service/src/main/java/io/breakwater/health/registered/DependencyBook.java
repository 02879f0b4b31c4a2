package io.breakwater.health.registered;

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
    private final FormText text;
    private final InstantSource clock;
    private final Map<String, Entry> known = new ConcurrentSkipListMap<>();

    /** @param form as it was sent, which is what is kept */
    record Entry(DependencyForm form, RegisteredDependency dependency, long changedAt) {}

    DependencyBook(
            Documents documents,
            ComponentBoard board,
            CheckSchedule schedule,
            RegisteredSettings settings,
            FormText text,
            InstantSource clock) {
        this.documents = documents;
        this.board = board;
        this.schedule = schedule;
        this.settings = settings;
        this.text = text;
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
        var row = new Document(KIND, dependency.name(), text.write(dependency.name(), form), later(dependency.name()));
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
                seal(row);
            }
        }
    }

    /** What was registered while there was no key. */
    private void seal(Document row) {
        var entry = known.get(row.name());
        if (row.body() != null && entry != null && entry.changedAt() == row.changedAt() && text.outdated(row.body())) {
            var sealed = new Document(KIND, row.name(), text.write(row.name(), entry.form()), later(row.name()));
            documents.put(sealed);
            known.put(row.name(), new Entry(entry.form(), entry.dependency(), sealed.changedAt()));
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
            var form = text.read(row.name(), row.body())
                    .orElseThrow(() -> ProblemException.invalid("dependency", "cannot be read"));
            var dependency = form.read();
            var before = known.put(row.name(), new Entry(form, dependency, row.changedAt()));
            board.add(dependency.component());
            schedule.put(dependency);
            return before == null;
        } catch (ProblemException unreadable) {
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
}
