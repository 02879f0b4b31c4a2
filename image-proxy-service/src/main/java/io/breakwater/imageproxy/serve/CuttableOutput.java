package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.load.Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** An image on its way to one caller, who is to see it when it breaks off. */
record CuttableOutput(Stream stream, HttpServerRequest request) implements StreamingOutput {

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            stream.writeTo(out);
        } catch (IOException broken) {
            cut();
            throw broken;
        }
    }

    /**
     * Ends the connection before anything else is written to it. The framework closes it too, but in good order: where a
     * slow caller has not taken all yet, the body's proper end goes out behind the rest, and says that this was all.
     */
    private void cut() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            // From the first handler down, past those that would flush before.
            connection.channel().pipeline().firstContext().close();
        } else {
            request.response().reset();
        }
    }
}
