package io.breakwater.health.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Nothing is queued for it but what its socket takes: while that is full nothing is written, then it gets
 * what it missed as far as that is kept, and the picture as it is then. Lives on its connection's event loop.
 */
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    private static final long NONE = -1;

    private final HttpServerResponse response;
    private final HttpConnection connection;
    private final Context loop;
    private final LongFunction<List<NumberedChange>> changes;
    private final Duration patience;
    private final boolean differences;
    private final Consumer<Follower> behind;
    private final Consumer<Follower> gone;
    private long lastChange;
    private long lastPicture = NONE;
    private volatile boolean needsWhole = true;
    private long fullSince;
    private boolean full;

    /**
     * @param lastChange the number of the change after which it goes on
     * @param differences whether it wants the whole picture only where it has none to start from
     * @param behind told when the picture is needed whole and was not
     * @param gone told when it was cut off
     */
    Follower(
            HttpServerResponse response,
            HttpConnection connection,
            Context loop,
            LongFunction<List<NumberedChange>> changes,
            long lastChange,
            Duration patience,
            boolean differences,
            Consumer<Follower> behind,
            Consumer<Follower> gone) {
        this.response = response;
        this.connection = connection;
        this.loop = loop;
        this.changes = changes;
        this.lastChange = lastChange;
        this.patience = patience;
        this.differences = differences;
        this.behind = behind;
        this.gone = gone;
    }

    /** Sends what there is to send; returns at once. */
    void send(@Nullable Picture picture, @Nullable Buffer heartbeat) {
        loop.runOnContext(now -> write(picture, heartbeat));
    }

    /** Whether the next picture has to be there whole for it. */
    boolean needsWhole() {
        return needsWhole;
    }

    void end() {
        loop.runOnContext(now -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    private void write(@Nullable Picture picture, @Nullable Buffer heartbeat) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            wait(picture);
            return;
        }
        full = false;
        if (heartbeat != null) {
            response.write(heartbeat);
        }
        for (var change : changes.apply(lastChange)) {
            if (response.writeQueueFull()) {
                wait(picture);
                return;
            }
            response.write(change.event());
            lastChange = change.number();
        }
        if (picture != null && picture.number() > lastPicture) {
            show(picture);
        }
    }

    private void show(Picture picture) {
        var difference = picture.difference();
        var whole = picture.whole();
        if (differences && difference != null && lastPicture == picture.number() - 1) {
            response.write(difference);
        } else if (whole != null) {
            response.write(whole);
        } else {
            needsWhole = true;
            behind.accept(this);
            return;
        }
        lastPicture = picture.number();
        needsWhole = !differences;
    }

    private void wait(@Nullable Picture missed) {
        var now = System.nanoTime();
        if (!full) {
            full = true;
            fullSince = now;
            response.drainHandler(room -> write(missed, null));
        } else if (now - fullSince > patience.toNanos()) {
            cut();
        }
    }

    /**
     * At once, from the lowest handler: what is above would first flush what nobody takes. The answer is ended after that,
     * so that whoever waits for the end of requests is told; nothing of it is sent any more.
     */
    private void cut() {
        LOG.infof("event=follower-cut reason=does-not-read");
        if (connection instanceof ConnectionBase open) {
            open.channel().pipeline().firstContext().close();
        } else {
            connection.close();
        }
        if (!response.ended()) {
            response.end();
        }
        gone.accept(this);
    }
}
