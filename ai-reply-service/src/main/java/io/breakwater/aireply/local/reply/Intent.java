package io.breakwater.aireply.local.reply;

import java.util.Locale;

/** What a message is after. */
enum Intent {
    /** Somebody may be in danger: comes before everything else. */
    DISTRESS,
    /** Insults and threats. */
    ABUSE,
    SPAM,
    COMPLAINT,
    QUESTION,
    REQUEST,
    PRAISE,
    OTHER;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
