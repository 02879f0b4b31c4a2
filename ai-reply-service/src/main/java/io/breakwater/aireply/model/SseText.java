package io.breakwater.aireply.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads a completion that comes as server-sent events, chunk by chunk, and tells its parts as they come. Used by one thread
 * at a time; never waits.
 */
final class SseText {

    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    private final ObjectMapper json;
    private final Consumer<String> parts;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private Wire.@Nullable Usage usage;
    private boolean began;
    private boolean whole;
    private boolean malformed;

    SseText(ObjectMapper json, Consumer<String> parts) {
        this.json = json;
        this.parts = parts;
    }

    void feed(Buffer chunk) {
        began = true;
        for (var b : chunk.getBytes()) {
            if (b == '\n') {
                line(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    /** Whether anything of it has come. */
    boolean began() {
        return began;
    }

    /** The whole text; empty where the stream ended before its end. */
    Optional<String> text() {
        return whole && !malformed ? Optional.of(text.toString()) : Optional.empty();
    }

    Wire.@Nullable Usage usage() {
        return usage;
    }

    private void line(String line) {
        if (!line.startsWith(DATA) || malformed) {
            return;
        }
        var data = line.substring(DATA.length()).strip();
        if (data.equals(END)) {
            whole = true;
            return;
        }
        try {
            var chunk = json.readValue(data, Wire.Chunk.class);
            usage = chunk.usage() == null ? usage : chunk.usage();
            Optional.ofNullable(chunk.choices()).stream()
                    .flatMap(java.util.List::stream)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Wire.Piece::delta)
                    .map(Wire.Message::content)
                    .filter(part -> !part.isEmpty())
                    .ifPresent(this::part);
        } catch (IOException unreadable) {
            malformed = true;
        }
    }

    private void part(String part) {
        text.append(part);
        parts.accept(part);
    }
}
