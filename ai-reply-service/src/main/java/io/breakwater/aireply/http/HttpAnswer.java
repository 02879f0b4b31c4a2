package io.breakwater.aireply.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** What a server answered, body and all. */
public record HttpAnswer(int status, MultiMap headers, Buffer body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
