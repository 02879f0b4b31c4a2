package io.breakwater.health.alert.delivery;

import io.breakwater.health.alert.AlertBook;
import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertTurn;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.background.Repeated;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** All senders, one for each receiver. */
@Singleton
public final class Senders {

    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final List<Sender> senders;
    private final AlertBook book;
    private final List<Repeated> running = new ArrayList<>();

    Senders(
            Receivers receivers,
            ReceiverCalls calls,
            AlertBook book,
            AlertTurn turn,
            ReceiverSettings settings,
            InstantSource clock) {
        this.book = book;
        this.senders = receivers.all().stream()
                .map(receiver -> new Sender(receiver, calls, book, turn, settings, clock))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        synchronized (running) {
            senders.forEach(sender -> running.add(sender.start()));
        }
        book.onChange(_ -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        synchronized (running) {
            running.forEach(sender -> sender.close(LAST_WORD));
        }
    }

    private void wake() {
        synchronized (running) {
            running.forEach(Repeated::wake);
        }
    }

    /** How each receiver stands, on this page. */
    public List<ReceiverReport> reports(AlertPage page) {
        return senders.stream().map(sender -> report(sender, page)).toList();
    }

    private static ReceiverReport report(Sender sender, AlertPage page) {
        var pending = page.pending(sender.name());
        var settled = page.settled(sender.name());
        var trouble = sender.trouble();
        return new ReceiverReport(
                sender.name(),
                pending.size(),
                pending.isEmpty() ? null : pending.getFirst().written(),
                settled.stream()
                        .filter(delivery -> delivery.state() == Delivery.State.DELIVERED)
                        .map(Delivery::settledAt)
                        .findFirst()
                        .orElse(null),
                trouble == null
                        ? null
                        : new ReceiverReport.Failing(
                                trouble.since(), trouble.reason(), trouble.attempts(), trouble.next()),
                settled.stream()
                        .filter(delivery -> delivery.state() == Delivery.State.DEAD)
                        .map(ReceiverReport.Dead::of)
                        .toList());
    }
}
