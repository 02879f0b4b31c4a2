package io.breakwater.health.document;

import io.breakwater.health.background.Repeated;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps documents: on this disk before {@link #put} returns, in PostgreSQL at once where it is there, as soon as it is
 * back else. What another replica changed is here within seconds. Safe for use by many threads.
 */
@Singleton
public final class Documents {

    private static final Logger LOG = Logger.getLogger(Documents.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** More of one kind than anybody keeps. */
    private static final int ALL = 100_000;

    private final LocalDocuments local;
    private final SharedDocuments shared;
    private final Instance<DocumentListener> listeners;
    private boolean restored;
    private @Nullable Repeated sharing;

    Documents(LocalDocuments local, SharedDocuments shared, @Any Instance<DocumentListener> listeners) {
        this.local = local;
        this.shared = shared;
        this.listeners = listeners;
    }

    synchronized void start(@Observes StartupEvent event) {
        sharing = Repeated.start("documents", this::share);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (sharing != null) {
            sharing.close();
        }
    }

    /** @throws ProblemException what a local store says that cannot be written; then nothing is kept */
    public void put(Document document) {
        local.put(List.of(document), false);
        if (shared.put(List.of(document))) {
            local.put(List.of(document), true);
        }
    }

    /** The latest first. */
    public List<Document> latest(String kind, int atMost) {
        return local.ofKind(kind, atMost);
    }

    /** Forgets all of this kind but the latest. */
    public void trim(String kind, int keep) {
        local.trim(kind, keep);
        shared.trim(kind, keep);
    }

    private Duration share() {
        try {
            if (!restored) {
                for (var listener : listeners) {
                    listener.changed(local.ofKind(listener.kind(), ALL));
                }
                restored = true;
            }
            if (!shared.configured()) {
                return Duration.ofHours(1);
            }
            var waiting = local.unshared();
            if (!waiting.isEmpty() && shared.put(waiting)) {
                local.put(waiting, true);
            }
            var news = shared.news();
            if (!news.isEmpty()) {
                local.put(news, true);
                tell(news);
            }
            return INTERVAL;
        } catch (ProblemException storeAway) {
            LOG.debugf("event=documents-wait reason=%s", storeAway.code().slug());
            return AGAIN;
        }
    }

    private void tell(List<Document> news) {
        var byKind = news.stream().collect(Collectors.groupingBy(Document::kind));
        for (var listener : listeners) {
            var own = byKind.get(listener.kind());
            if (own != null) {
                listener.changed(own);
            }
        }
    }
}
