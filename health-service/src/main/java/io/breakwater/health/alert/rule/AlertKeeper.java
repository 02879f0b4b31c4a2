package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.Alert;
import io.breakwater.health.alert.AlertBook;
import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.health.alert.AlertTurn;
import io.breakwater.health.alert.Delivery.What;
import io.breakwater.health.alert.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of what was found: raises, changes, clears and reminds. Each change is durable, with its messages, before
 * it shows. For one thread.
 */
@Singleton
final class AlertKeeper {

    private final Tallies tallies;
    private final RootCauses causes;
    private final AlertBook book;
    private final AlertTurn turn;
    private final Outbox outbox;
    private final AlertSettings settings;
    private final InstantSource clock;
    private final Instant started;

    /** When a cause last explained what is found; bounded by the tallies. */
    private final Map<String, Instant> explained = new HashMap<>();

    AlertKeeper(
            Tallies tallies,
            RootCauses causes,
            AlertBook book,
            AlertTurn turn,
            Outbox outbox,
            AlertSettings settings,
            InstantSource clock) {
        this.tallies = tallies;
        this.causes = causes;
        this.book = book;
        this.turn = turn;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Brings the book in line with what was found. A change that another replica has made first is left to the next time. */
    void judge(AlertPage page) {
        if (!turn.mine(Duration.ofSeconds(1))) {
            return;
        }
        var now = clock.instant();
        mergeTwins(page, now);
        var raising = new ArrayList<Tally>();
        var held = new TreeMap<String, Set<String>>();
        for (var tally : tallies.all()) {
            var active = page.active(tally.latest().key());
            if (active.isPresent()) {
                follow(active.get(), tally, page, now);
            } else if (verdict(tally, null) == null) {
                explained.remove(tally.latest().key());
            } else {
                var cause = cause(tally.latest(), page);
                if (cause == null) {
                    if (settled(tally, now)) {
                        raising.add(tally);
                    }
                } else {
                    explained.put(tally.latest().key(), now);
                    held.computeIfAbsent(cause, _ -> new TreeSet<>()).add(name(tally.latest()));
                }
            }
        }
        raising.forEach(tally -> raise(tally, held.getOrDefault(tally.latest().component(), Set.of()), now));
        page.active().forEach(alert -> keep(alert, held, page, now));
        page.silences().stream()
                .filter(silence -> !now.isBefore(silence.until()))
                .forEach(silence -> book.write(List.of(silence.ended())));
    }

    private @Nullable AlertSeverity verdict(Tally tally, @Nullable AlertSeverity active) {
        var raiseAfter = tally.latest().rule().atOnce() ? 1 : settings.raiseAfter();
        return tally.verdict(active, raiseAfter, settings.clearAfter());
    }

    /** Whether a cause that there may be would be known by now, and what a cause that was there did would be over. */
    private boolean settled(Tally tally, Instant now) {
        var finding = tally.latest();
        if (finding.rule().root() || finding.causes().isEmpty()) {
            return true;
        }
        var last = explained.getOrDefault(finding.key(), tally.since());
        return !last.plus(settings.causeGrace()).isAfter(now);
    }

    private static String name(Finding finding) {
        return finding.rule().slug() + " " + finding.subject();
    }

    /**
     * What holds it back. That a critical part is gone as a whole is held back only by an alert that is as severe: the
     * suite is made to live on without the rest.
     */
    private @Nullable String cause(Finding finding, AlertPage page) {
        if (!finding.rule().root()) {
            return causes.of(finding.causes(), page).orElse(null);
        }
        return finding.causes().stream()
                .filter(cause -> page.active().stream()
                        .anyMatch(alert -> alert.rule().root()
                                && alert.component().equals(cause)
                                && finding.severity() != null
                                && alert.severity().compareTo(finding.severity()) >= 0))
                .findFirst()
                .orElse(null);
    }

    private void raise(Tally tally, Set<String> held, Instant now) {
        var finding = tally.latest();
        var severity = verdict(tally, null);
        // Read again: what was written since says whether this one is silenced, and the order of its message.
        var page = book.page().orElse(null);
        if (severity == null || page == null || page.active(finding.key()).isPresent()) {
            return;
        }
        var alert = Alert.raised(
                UUID.randomUUID().toString(),
                finding.rule(),
                finding.subject(),
                finding.component(),
                severity,
                finding.summary(),
                finding.rule().root() ? List.copyOf(held) : List.of(),
                now);
        var tell = !page.silenced(alert, now);
        outbox.write(tell ? alert.told(now) : alert, What.RAISED, tell, page, now);
    }

    private void follow(Alert alert, Tally tally, AlertPage page, Instant now) {
        var verdict = verdict(tally, alert.severity());
        var summary = tally.latest().summary();
        if (verdict == null) {
            outbox.write(alert.cleared(summary, now), What.CLEARED, alert.toldAt() != null, page, now);
        } else if (verdict != alert.severity()) {
            var changed = alert.changedTo(verdict, summary);
            var tell = alert.toldAt() != null && !page.silenced(alert, now);
            outbox.write(tell ? changed.told(now) : changed, What.CHANGED, tell, page, now);
        }
    }

    /** What time alone does to an alert, and what it holds back. */
    private void keep(Alert before, Map<String, Set<String>> held, AlertPage page, Instant now) {
        var current = book.page().flatMap(latest -> latest.alert(before.id()));
        if (current.isEmpty() || !current.get().open()) {
            return;
        }
        var alert = current.get();
        if (stale(alert, now)) {
            outbox.write(
                    alert.cleared("what it was about is not seen any more", now),
                    What.CLEARED,
                    alert.toldAt() != null,
                    page,
                    now);
            return;
        }
        if (due(alert, now) && !page.silenced(alert, now)) {
            var what = alert.toldAt() == null ? What.RAISED : What.REMINDER;
            outbox.write(alert.told(now), what, true, page, now);
            return;
        }
        var names =
                alert.rule().root() ? List.copyOf(held.getOrDefault(alert.component(), Set.of())) : List.<String>of();
        // What was held back once stays named: it is what the failure has cost.
        var all = new TreeSet<>(alert.heldBack());
        if (all.addAll(names)) {
            book.write(List.of(alert.holdingBack(List.copyOf(all))));
        }
    }

    /** Not told yet, because it was silenced; or long ago, and nobody has taken it on. */
    private boolean due(Alert alert, Instant now) {
        if (alert.toldAt() == null) {
            return true;
        }
        var pause =
                switch (alert.severity()) {
                    case WARNING -> settings.reminder().warning();
                    case CRITICAL -> settings.reminder().critical();
                };
        return alert.acknowledged() == null && !alert.toldAt().plus(pause).isAfter(now);
    }

    private boolean stale(Alert alert, Instant now) {
        var seen = tallies.all().stream()
                .map(Tally::latest)
                .filter(finding -> finding.key().equals(alert.key()))
                .map(Finding::seenAt)
                .findFirst()
                .orElse(alert.since().isAfter(started) ? alert.since() : started);
        if (seen.plus(settings.staleAfter()).isAfter(now)) {
            return false;
        }
        tallies.forget(alert.key());
        return true;
    }

    /** Raised here while the database was away, and by another replica: the older one goes on. */
    private void mergeTwins(AlertPage page, Instant now) {
        var seen = new HashSet<String>();
        page.active().stream()
                .sorted(Comparator.comparing(Alert::since))
                .filter(alert -> !seen.add(alert.key()))
                .forEach(twin -> book.write(List.of(twin.cleared("it is told of once already", now))));
    }
}
