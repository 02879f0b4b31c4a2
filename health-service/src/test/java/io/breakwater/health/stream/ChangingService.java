package io.breakwater.health.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.breakwater.health.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A service that lets those who ask for its changes wait until it has one. */
final class ChangingService implements HttpHandler {

    private final ObjectMapper json;
    private Snapshots now;
    private int version;
    private int waiting;

    ChangingService(ObjectMapper json, String service) {
        this.json = json;
        this.now = Snapshots.of(service);
    }

    synchronized void become(Snapshots next) {
        now = next;
        version++;
        notifyAll();
    }

    synchronized boolean waitedFor() {
        return waiting > 0;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/resilience/changed")) {
            Snapshots.send(
                    exchange, 200, mark(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8));
        } else {
            current().answering(json).handle(exchange);
        }
    }

    private synchronized Snapshots current() {
        return now;
    }

    private synchronized String mark(String since) {
        try {
            waiting++;
            if (("since=" + version).equals(since)) {
                wait(10_000);
            }
            return "{\"mark\":\"" + version + "\"}";
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            waiting--;
        }
    }
}
