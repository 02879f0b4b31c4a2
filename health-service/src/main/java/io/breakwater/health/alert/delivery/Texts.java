package io.breakwater.health.alert.delivery;

import io.breakwater.health.alert.Alert;
import io.breakwater.health.alert.Delivery;
import java.util.Locale;

/** What people read. */
final class Texts {

    private static final int LONGEST = 1_000;

    private Texts() {}

    /** One line: {@code CRITICAL: database-lost of database: it does not answer: timeout}. */
    static String headline(Delivery delivery) {
        var alert = delivery.alert();
        var about = alert.rule().slug() + " of " + alert.subject() + ": " + alert.summary();
        var severity = alert.severity().slug().toUpperCase(Locale.ROOT);
        return cut(
                switch (delivery.what()) {
                    case RAISED -> severity + ": " + about;
                    case CHANGED -> "Now " + severity + ": " + about;
                    case REMINDER -> "Still " + severity + ": " + about;
                    case ACKNOWLEDGED -> "Acknowledged by " + by(alert) + ": " + about;
                    case CLEARED -> "Over: " + about;
                    case TEST -> "Test: " + alert.rule().meaning();
                });
    }

    private static String by(Alert alert) {
        var who = alert.acknowledged();
        return who == null ? "somebody" : who.by();
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
