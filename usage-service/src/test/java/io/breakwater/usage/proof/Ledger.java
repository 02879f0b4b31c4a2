package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.ServiceProcess;
import io.breakwater.usage.proof.Increment.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** One caller's increments, one after the other, each under a metric of its own so that each can be looked for. */
final class Ledger {

    private static final int MOST = 20_000;
    private static final String PADDING = "-".repeat(40);

    private final Replica service;
    private final String user;
    private final List<Increment> acknowledged = new ArrayList<>();
    private int sent;

    Ledger(ServiceProcess service, String user) {
        this.service = new Replica(0, service);
        this.user = user;
    }

    Increment next() {
        sent++;
        return new Increment("key-" + sent, new Counter("linkedin", user, "m" + sent + PADDING), sent, "");
    }

    Replica.Answer send(Increment increment) {
        var answer = service.post(increment, increment.body()).orElseThrow();
        if (answer.acknowledges()) {
            acknowledged.add(increment);
        }
        return answer;
    }

    /** Sends so many, all of which must be acknowledged. */
    void send(int increments) {
        for (var i = 0; i < increments; i++) {
            var answer = send(next());
            assertThat(answer.acknowledges()).as("%s", answer).isTrue();
        }
    }

    /** Sends until one is refused; that one. */
    Refused fill() {
        for (var i = 0; i < MOST; i++) {
            var increment = next();
            var answer = send(increment);
            if (!answer.acknowledges()) {
                return new Refused(increment, answer);
            }
        }
        throw new AssertionError("Never full");
    }

    record Refused(Increment increment, Replica.Answer answer) {}

    List<Increment> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** What the service says was used, metric by metric. */
    Map<String, Long> used() {
        var answer = service.get("/api/usage/linkedin/" + user).orElseThrow();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var used = new HashMap<String, Long>();
        answer.body().path("metrics").properties().forEach(metric -> {
            if (metric.getValue().path("used").asLong() > 0) {
                used.put(metric.getKey(), metric.getValue().path("used").asLong());
            }
        });
        return used;
    }

    Map<String, Long> expected() {
        return expected(new HashSet<>(acknowledged));
    }

    static Map<String, Long> expected(Set<Increment> increments) {
        var expected = new HashMap<String, Long>();
        increments.forEach(increment -> expected.put(increment.counter().metric(), increment.amount()));
        return expected;
    }

    /** Each that was acknowledged is known: sending it again changes nothing. */
    void allAreKnown() {
        for (var increment : acknowledged()) {
            var again = service.post(increment, increment.body()).orElseThrow();
            assertThat(again.acknowledges() && again.duplicate())
                    .as("%s again: %s", increment, again)
                    .isTrue();
        }
    }
}
