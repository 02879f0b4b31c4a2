package io.breakwater.health.change;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Passes changes on, on the thread that tells of them. Keeps nothing. Safe for use by many threads. */
@Singleton
public final class ChangeFeed {

    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

    private final Instance<ChangeListener> listeners;

    ChangeFeed(@Any Instance<ChangeListener> listeners) {
        this.listeners = listeners;
    }

    /** Tells all listeners; one that fails keeps the others from nothing. */
    public void publish(Change change) {
        for (var listener : listeners) {
            try {
                listener.changed(change);
            } catch (RuntimeException failure) {
                LOG.errorf(
                        failure,
                        "event=change-listener-failed kind=%s",
                        change.kind().slug());
            }
        }
    }
}
