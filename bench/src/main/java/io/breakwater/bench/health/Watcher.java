package io.breakwater.bench.health;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What checks a fleet and tells how it is. */
interface Watcher {

    String name();

    ProcessHandle process();

    /** Has this checked from now on, each 30 s. */
    void register(String name, URI url) throws IOException, InterruptedException;

    /** How many of those that are registered it says are down now. */
    long down() throws IOException, InterruptedException;

    /** What it says itself of how late it starts checks, in a few words. */
    Optional<String> lag();
}
