package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.imageproxy.fetch.Arriving;
import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.image.ImageType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An image that is still coming from its own URL, its type and size known to be good. Any number of callers write it out,
 * each at its own pace: whoever is slow reads the rest from where the image is kept once it is there, and holds on to no
 * more than a little of it.
 */
public final class Stream {

    /** What each caller has a copy of: two of the pieces in which answers go out. */
    private static final int PIECE = 16_384;

    /** Longer than any fetch may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Arriving body;
    private final ImageType type;
    private final Freshness freshness;
    private final CompletableFuture<Load> end;

    Stream(Arriving body, ImageType type, Freshness freshness, CompletableFuture<Load> end) {
        this.body = body;
        this.type = type;
        this.freshness = freshness;
        this.end = end;
        end.whenComplete((_, _) -> body.release());
    }

    public ImageType type() {
        return type;
    }

    public Freshness freshness() {
        return freshness;
    }

    /** Whether its source broke off already. */
    boolean broken() {
        return body.broken();
    }

    /**
     * Writes all of it. When this returns, what was written is a whole image that passed every check.
     *
     * @throws IOException also where its source broke off, or it turned out not to be good after all: then what was written
     *     is cut short, and must look so to whoever got it
     */
    public void writeTo(OutputStream out) throws IOException {
        try {
            var reader = body.reader();
            var piece = new byte[PIECE];
            var written = 0L;
            while (!end.isDone()) {
                var count = reader.read(piece, PATIENCE.toMillis());
                if (count < 0) {
                    break;
                }
                out.write(piece, 0, count);
                written += count;
            }
            // Not before the fetch has come to a good end is the last of it told to be the last.
            writeRest(landed(), written, out);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private StoredBody landed() throws IOException, InterruptedException {
        try {
            // Another attempt may have had it after this one broke off: other bytes, for all we know.
            if (end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) instanceof Load.Miss miss && !body.broken()) {
                return miss.image().body();
            }
        } catch (ExecutionException | TimeoutException failed) {
            // As below.
        }
        throw new IOException("the image did not come whole");
    }

    private static void writeRest(StoredBody whole, long from, OutputStream out) throws IOException {
        switch (whole) {
            case StoredBody.InMemory(var image) ->
                out.write(image.bytes(), (int) from, image.bytes().length - (int) from);
            case StoredBody.InFile file -> {
                try (var channel = FileChannel.open(file.file(), StandardOpenOption.READ)) {
                    Channels.newInputStream(channel.position(from)).transferTo(out);
                }
            }
        }
    }
}
