package io.breakwater.health.suite;

import io.breakwater.health.change.Change;
import io.breakwater.health.change.Change.Kind;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.breaker.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is another between two looks at an instance. */
final class Differences {

    private static final String UP = "up";
    private static final String DOWN = "down";

    private Differences() {}

    static List<Change> between(Observation before, Observation now, Instant at) {
        var changes = new ArrayList<Change>();
        var current = now.current();
        var wasUp = before.current() != null;
        if (before.checkedAt() == null || wasUp != (current != null)) {
            changes.add(instance(
                    now,
                    before.checkedAt() == null ? null : wasUp ? UP : DOWN,
                    current == null ? DOWN : UP,
                    now.reason() == null ? null : now.reason().slug(),
                    at));
        } else if (current != null && !now.instance().equals(before.instance())) {
            changes.add(instance(before, UP, "gone", "another instance is there now", at));
            changes.add(instance(now, null, UP, null, at));
        }
        if (current != null) {
            var known = before.snapshot();
            var same = known != null && known.instance().equals(current.instance());
            changes.addAll(between(
                    now.service().serviceName(),
                    now.instance(),
                    same ? known.breakers() : List.of(),
                    current.breakers(),
                    at));
        }
        return changes;
    }

    /** It is not looked at any more. */
    static Change gone(Observation last, Instant at) {
        return instance(last, last.current() == null ? DOWN : UP, "gone", null, at);
    }

    /** Between the breakers of two looks at the same instance. */
    static List<Change> between(
            String service, String instance, List<BreakerSnapshot> before, List<BreakerSnapshot> now, Instant at) {
        var known = before.stream().collect(Collectors.toMap(BreakerSnapshot::name, Function.identity(), (a, _) -> a));
        return now.stream()
                .filter(breaker -> isAnother(known, breaker))
                .map(breaker -> new Change(
                        at,
                        Kind.BREAKER,
                        service,
                        instance,
                        Aliases.of(breaker.name()),
                        known.containsKey(breaker.name())
                                ? known.get(breaker.name()).state().name()
                                : BreakerState.CLOSED.name(),
                        breaker.state().name(),
                        why(breaker.hold())))
                .toList();
    }

    /** A breaker that was never seen has been made closed. */
    private static boolean isAnother(Map<String, BreakerSnapshot> known, BreakerSnapshot breaker) {
        var before = known.get(breaker.name());
        return before == null
                ? breaker.state() != BreakerState.CLOSED
                : before.state() != breaker.state() || (before.hold() == null) != (breaker.hold() == null);
    }

    private static @Nullable String why(@Nullable Hold hold) {
        return hold == null ? null : "held open by " + hold.by() + ": " + hold.why();
    }

    private static Change instance(
            Observation seen, @Nullable String from, String to, @Nullable String reason, Instant at) {
        return new Change(
                at,
                Kind.INSTANCE,
                seen.service().serviceName(),
                seen.instance(),
                seen.service().serviceName(),
                from,
                to,
                reason);
    }
}
