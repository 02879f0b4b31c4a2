package io.breakwater.bench.usage;

import io.breakwater.bench.load.Requests;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Increments of 1, each under a key of its own, spread evenly over so many users. */
final class Increments implements Requests {

    private final String prefix;
    private final int users;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong keys = new AtomicLong();

    /** @param prefix of the users' names, so that runs don't share counters */
    Increments(String prefix, int users) {
        this.prefix = prefix;
        this.users = users;
    }

    @Override
    public byte[] next() {
        var user = ThreadLocalRandom.current().nextInt(users);
        return Requests.post(
                "/api/usage/linkedin/" + prefix + user + "/increment", run + "-" + keys.incrementAndGet(), "{}");
    }
}
