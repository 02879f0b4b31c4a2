package io.breakwater.health.alert;

import java.time.Instant;

/** What is kept durably. Each change makes a new value with the next version. */
public sealed interface Kept permits Alert, Delivery, Silence {

    /** Unique among its kind, at most 36 characters. */
    String id();

    /** 1 for a new one. Of two values with one id the higher version holds. */
    long version();

    /** Whether something may still become of it. */
    boolean open();

    /** What it is ordered and at last forgotten by. */
    Instant at();
}
