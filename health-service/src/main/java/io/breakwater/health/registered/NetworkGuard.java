package io.breakwater.health.registered;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Criticality;
import io.breakwater.health.registered.check.Checks;
import io.breakwater.health.registered.check.Endpoint;
import io.breakwater.health.registered.check.Verdict;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports what checks found, but for what is our own network's fault: where one cannot be reached, a few others that
 * could be are asked at once, and when none of them can any more, that is one trouble and not many. Never blocks.
 */
@Singleton
final class NetworkGuard {

    /** Weighs nothing itself: what cannot be told without it costs the score already. */
    static final Component COMPONENT = new Component("own-network", Criticality.IMPORTANT, 0, List.of());

    /** What witnesses said is believed for so long, so that a thousand that fail ask them once. */
    private static final Duration BELIEVED = Duration.ofSeconds(3);

    private final Checks checks;
    private final ComponentBoard board;
    private final SharedResults results;
    private final int witnesses;

    /** What could be reached when it was last asked. */
    private final Map<String, Endpoint> reached = new ConcurrentHashMap<>();

    private volatile boolean lost;
    private @Nullable Future<Boolean> confirmation;
    private long confirmationAt;

    NetworkGuard(Checks checks, ComponentBoard board, SharedResults results, RegisteredSettings settings) {
        this.checks = checks;
        this.board = board;
        this.results = results;
        this.witnesses = settings.witnesses();
    }

    void forget(String name) {
        reached.remove(name);
    }

    /** Reports it, now or when the witnesses have spoken. */
    Future<Void> judge(RegisteredDependency dependency, Verdict verdict) {
        if (verdict.reached()) {
            reached.put(dependency.name(), dependency.endpoint());
            if (lost) {
                lost = false;
                results.report(COMPONENT, CheckResult.healthy(null));
            }
            results.report(dependency.component(), verdict.result());
            return Future.succeededFuture();
        }
        if (lost) {
            results.report(dependency.component(), unknown());
            return Future.succeededFuture();
        }
        if (reached.remove(dependency.name()) == null) {
            results.report(dependency.component(), verdict.result());
            return Future.succeededFuture();
        }
        return networkLost(dependency.endpoint()).map(itIs -> {
            if (itIs && !lost) {
                lost = true;
                board.add(COMPONENT);
                results.report(
                        COMPONENT,
                        CheckResult.of(
                                ComponentStatus.UNHEALTHY,
                                "nothing that is registered can be reached: our own network is lost"));
            }
            results.report(dependency.component(), itIs ? unknown() : verdict.result());
            return null;
        });
    }

    private static CheckResult unknown() {
        return CheckResult.of(ComponentStatus.UNKNOWN, "cannot be told while our own network is lost");
    }

    /** Whether no witness can be reached either; false where there are too few. */
    private synchronized Future<Boolean> networkLost(Endpoint failed) {
        var now = System.nanoTime();
        if (confirmation != null && now - confirmationAt < BELIEVED.toNanos()) {
            return confirmation;
        }
        var others = new ArrayList<>(reached.values().stream()
                .filter(other -> !other.url().getHost().equals(failed.url().getHost()))
                .toList());
        Collections.shuffle(others);
        var asked = others.stream()
                .limit(witnesses)
                .map(other -> checks.of(other).map(Verdict::reached))
                .toList();
        if (asked.size() < witnesses) {
            return Future.succeededFuture(false);
        }
        confirmationAt = now;
        confirmation = Future.all(asked)
                .map(answers -> answers.<Boolean>list().stream().noneMatch(answered -> answered));
        return confirmation;
    }
}
