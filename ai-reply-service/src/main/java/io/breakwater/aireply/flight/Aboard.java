package io.breakwater.aireply.flight;

import io.breakwater.aireply.call.Priority;
import java.time.Instant;
import java.util.function.Consumer;

/** All who wait for a flight, as its work sees them; more may board while it is under way. */
public interface Aboard {

    /** When the last of them stops waiting. */
    Instant end();

    /** That of the most urgent of them. */
    Priority priority();

    /** Whether anybody wants to be told parts. */
    boolean listened();

    /** Tells one part to all who listen; whoever boards later is told all of them. */
    void tell(String part);

    /** Has this called with the new priority whenever somebody more urgent boards. It must be quick and never wait. */
    void whenMoreUrgent(Consumer<Priority> listener);
}
