package io.breakwater.health.alert.api;

import io.breakwater.health.alert.Alert;
import io.breakwater.health.alert.AlertBook;
import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.health.alert.Delivery.State;
import io.breakwater.health.alert.Delivery.What;
import io.breakwater.health.alert.Outbox;
import io.breakwater.health.alert.Silence;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What operators do about alerts. What another replica changes at the same moment is looked at again, and done then. */
@Singleton
final class AlertDesk {

    private static final int TRIES = 3;
    private static final int MOST_SILENCES = 100;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AlertBook book;
    private final Outbox outbox;
    private final InstantSource clock;

    AlertDesk(AlertBook book, Outbox outbox, InstantSource clock) {
        this.book = book;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws ProblemException {@code dependency-unavailable} in the first seconds, before anything was read */
    AlertPage page() {
        return book.page().orElseThrow(() -> ProblemException.of(
                        ProblemCode.DEPENDENCY_UNAVAILABLE, "The alerts are not read yet")
                .retryAfter(SOON));
    }

    Alert acknowledge(String id, String by, @Nullable String note) {
        attempt(page -> {
            var alert = alert(page, id);
            if (!alert.open()) {
                throw ProblemException.of(ProblemCode.CONFLICT, "This alert is over");
            }
            if (alert.acknowledged() != null) {
                return true;
            }
            var now = clock.instant();
            return outbox.write(
                    alert.acknowledgedBy(new Alert.Acknowledgement(by, now, note)),
                    What.ACKNOWLEDGED,
                    alert.toldAt() != null,
                    page,
                    now);
        });
        return alert(page(), id);
    }

    private static Alert alert(AlertPage page, String id) {
        return page.alert(id).orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "No alert has this id"));
    }

    Silence silence(Silence silence) {
        if (page().silences().size() >= MOST_SILENCES) {
            throw ProblemException.of(ProblemCode.CONFLICT, "There are 100 silences; end some first");
        }
        attempt(_ -> book.write(List.of(silence)));
        return silence;
    }

    void end(String id, Silence.Kind kind) {
        attempt(page -> {
            var silence = page.silence(id)
                    .filter(found -> found.kind() == kind)
                    .orElseThrow(
                            () -> ProblemException.of(ProblemCode.NOT_FOUND, "No " + kind.slug() + " has this id"));
            return !silence.open() || book.write(List.of(silence.ended()));
        });
    }

    /** A message to each receiver, as an alert's would be. */
    void test() {
        var now = clock.instant();
        var id = UUID.randomUUID().toString();
        var nothing = Alert.raised(
                        id, AlertRule.TEST, id, "test", AlertSeverity.WARNING, "nothing is wrong", List.of(), now)
                .cleared("nothing is wrong", now);
        attempt(page -> outbox.write(nothing, What.TEST, true, page, now));
    }

    void resend(String id) {
        attempt(page -> {
            var delivery = page.delivery(id)
                    .filter(found -> found.state() != State.DELIVERED)
                    .orElseThrow(() ->
                            ProblemException.of(ProblemCode.NOT_FOUND, "No message that was given up has this id"));
            return delivery.open() || book.write(List.of(delivery.again(page.nextSeq(clock.instant()))));
        });
    }

    private void attempt(Predicate<AlertPage> change) {
        for (var tries = 0; tries < TRIES; tries++) {
            if (change.test(page())) {
                return;
            }
        }
        throw ProblemException.of(ProblemCode.CONFLICT, "Others changed it at the same time")
                .retryAfter(SOON);
    }
}
