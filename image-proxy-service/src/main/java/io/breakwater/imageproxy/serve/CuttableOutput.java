package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.load.Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** An image on its way to one caller, who is to see it when it breaks off. */
record CuttableOutput(Stream stream, HttpServerRequest request) implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(CuttableOutput.class);

    /**
     * Fails never, as the framework would then close the connection in good order: where a slow caller has not taken all
     * yet, the body's proper end would go out behind the rest and say that this was all; and nobody would be told that the
     * request is over.
     */
    @Override
    public void write(OutputStream out) {
        try {
            stream.writeTo(out);
        } catch (IOException broken) {
            LOG.debugf("event=image-cut cause=%s", broken.getClass().getName());
            cut();
        }
    }

    /** Ends the connection before anything else is written to it. */
    private void cut() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            // From the first handler down, past those that would flush before.
            connection.channel().pipeline().firstContext().close();
        } else {
            request.response().reset();
        }
    }
}
