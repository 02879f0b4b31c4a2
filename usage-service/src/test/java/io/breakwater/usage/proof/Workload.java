package io.breakwater.usage.proof;

import io.breakwater.usage.proof.Increment.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the client counts: one hot user, a few others, small amounts and large ones, now and earlier. */
final class Workload {

    static final String NOW = "requests";
    private static final String EARLIER = "earlier";
    private static final int USERS = 6;
    private static final long[] AMOUNTS = {1, 1, 1, 2, 7, 1_000, 1_000_000_000};

    private final String prefix;

    /** @param prefix of the users' names, so that no other test knows them */
    Workload(String prefix) {
        this.prefix = prefix;
    }

    List<Counter> counters() {
        return IntStream.range(0, USERS)
                .boxed()
                .flatMap(user -> Stream.of(counter(user, NOW), counter(user, EARLIER)))
                .toList();
    }

    Increment next(Random random) {
        // Every other one is of the hot user.
        var user = random.nextBoolean() ? 0 : random.nextInt(USERS);
        var earlier = random.nextInt(5) == 0;
        return new Increment(
                Increment.freshKey(),
                counter(user, earlier ? EARLIER : NOW),
                AMOUNTS[random.nextInt(AMOUNTS.length)],
                earlier ? daysAgo(random.nextInt(1, 20)) : "");
    }

    private Counter counter(int user, String metric) {
        return new Counter(user % 2 == 0 ? "linkedin" : "twitter", prefix + user, metric);
    }

    private static String daysAgo(int days) {
        return Instant.now()
                .minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
