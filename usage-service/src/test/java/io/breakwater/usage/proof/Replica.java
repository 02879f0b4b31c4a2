package io.breakwater.usage.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** One instance of the service over its lives. */
final class Replica implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int number;
    private final ServiceProcess process;

    /** Even while it lives, odd from before it is killed until it serves again. */
    private volatile int life;

    Replica(int number, ServiceProcess process) {
        this.number = number;
        this.process = process;
    }

    int number() {
        return number;
    }

    int life() {
        return life;
    }

    ServiceProcess process() {
        return process;
    }

    // One thread kills and revives.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void kill() {
        life++;
        process.kill();
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void revive() {
        process.start();
        life++;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Empty where no answer came: whether it was counted is then not known. */
    Optional<Answer> post(Increment increment, String body) {
        try {
            return Optional.of(answer(process.post(increment.path(), body, "Idempotency-Key", increment.key())));
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    Optional<Answer> get(String path) {
        try {
            return Optional.of(answer(process.get(path)));
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON: " + response.statusCode() + " " + response.body(), e);
        }
    }

    /** What it said. */
    record Answer(int status, JsonNode body) {

        boolean acknowledges() {
            return status == 200 || status == 202;
        }

        boolean duplicate() {
            return body.path("duplicate").asBoolean();
        }

        boolean degraded() {
            return body.path("degraded").asBoolean();
        }

        long used(String metric) {
            return body.path("metrics").path(metric).path("used").asLong();
        }
    }
}
