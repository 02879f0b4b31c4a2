package io.breakwater.health.alert;

import io.breakwater.health.change.Change;
import io.breakwater.health.change.ChangeFeed;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the feed of alerts that were raised, acknowledged, made worse or cleared, by this replica or another. */
@Singleton
final class AlertChanges {

    private final ChangeFeed feed;
    private final AlertBook book;
    private final InstantSource clock;
    private @Nullable Map<String, String> states;

    AlertChanges(ChangeFeed feed, AlertBook book, InstantSource clock) {
        this.feed = feed;
        this.book = book;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        book.onChange(this::changed);
    }

    /** The lock keeps changes in their order; what hears of them must not wait, and reads memory alone. */
    private synchronized void changed(AlertPage page) {
        var now = new HashMap<String, String>();
        var before = states;
        var at = clock.instant();
        Stream.concat(page.active().stream(), page.recent().stream())
                .filter(alert -> alert.rule() != AlertRule.TEST)
                .forEach(alert -> {
                    now.put(alert.id(), state(alert));
                    if (before != null) {
                        publish(alert, before.get(alert.id()), at);
                    }
                });
        states = now;
    }

    private static String state(Alert alert) {
        if (!alert.open()) {
            return "cleared";
        }
        return alert.acknowledged() == null ? alert.severity().slug() : "acknowledged";
    }

    private void publish(Alert alert, @Nullable String from, Instant at) {
        var to = state(alert);
        // One that is new and over already comes from before this replica's time.
        if (!to.equals(from) && !(from == null && !alert.open())) {
            feed.publish(Change.of(at, Change.Kind.ALERT, alert.key(), from, to, alert.summary()));
        }
    }
}
