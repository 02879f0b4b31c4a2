package io.breakwater.usage.ledger;

import java.util.List;
import java.util.UUID;

/** The events that this instance acknowledged and the database has not. */
public interface PendingEvents {

    /** Their ids, the oldest first, at most this many. */
    List<UUID> ids(int most);

    /** How many there are. */
    long size();
}
