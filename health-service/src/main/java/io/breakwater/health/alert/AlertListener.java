package io.breakwater.health.alert;

/** Hears of each change of what is known of alerts. Must not wait. */
@FunctionalInterface
public interface AlertListener {

    /** @param page what is known now; of changes that come close together the last page may be given twice */
    void changed(AlertPage page);
}
