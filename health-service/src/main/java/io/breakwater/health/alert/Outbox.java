package io.breakwater.health.alert;

import io.breakwater.health.alert.Delivery.What;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes the messages of a change, so that both are written together. */
@Singleton
public final class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final ReceiverList receivers;
    private final AlertBook book;
    private final AlertSettings settings;

    Outbox(ReceiverList receivers, AlertBook book, AlertSettings settings) {
        this.receivers = receivers;
        this.book = book;
        this.settings = settings;
    }

    /**
     * Writes the alert and, where somebody is to be told, a message to each receiver.
     *
     * @param page what the change was decided by
     * @return false where another replica was faster; then nothing was written
     */
    public boolean write(Alert alert, What what, boolean tell, AlertPage page, Instant now) {
        var changed = new ArrayList<Kept>(List.of(alert));
        if (tell) {
            // What was written since the page was read has its place before this.
            var latest = book.page().orElse(page);
            var seq = latest.nextSeq(now);
            for (var receiver : receivers.wanting(what)) {
                makeRoom(receiver, latest, now).forEach(changed::add);
                changed.add(Delivery.pending(UUID.randomUUID().toString(), receiver, seq, what, alert, now));
            }
        }
        var written = book.write(changed);
        if (written) {
            LOG.infof(
                    "event=alert-%s rule=%s subject=%s severity=%s",
                    what.slug(),
                    alert.rule().slug(),
                    alert.subject(),
                    alert.severity().slug());
        }
        return written;
    }

    /** A receiver that has been away for so long that its messages fill the outbox: the oldest are given up, and told of. */
    private List<Delivery> makeRoom(String receiver, AlertPage page, Instant now) {
        var waiting = page.pending(receiver);
        return waiting.stream()
                .limit(Math.max(0, waiting.size() - settings.outbox() + 1))
                .map(delivery -> delivery.dead("outbox-full", now))
                .toList();
    }
}
