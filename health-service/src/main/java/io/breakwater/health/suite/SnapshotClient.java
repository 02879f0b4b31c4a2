package io.breakwater.health.suite;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.snapshot.Snapshot;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service for its snapshot: follows no redirect, reads a bounded body, takes nothing but a whole snapshot. */
@Singleton
class SnapshotClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    /** Until the answer begins; a little less than the caller waits for all of it. */
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(1_800);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final int maxBytes;
    private final ObjectMapper json;

    SnapshotClient(WatchSettings settings, ObjectMapper json) {
        this.maxBytes = Math.toIntExact(settings.maxSnapshot().asLongValue());
        this.json = json;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /**
     * Its snapshot. Blocks until it is whole; interruption ends it.
     *
     * @throws IOException where the service cannot be reached
     * @throws ProblemException {@code upstream-error} where it answers anything else
     */
    Snapshot fetch(SuiteService service, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(snapshotOf(address))
                .timeout(ANSWER_LIMIT)
                .header("Accept", "application/json")
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        byte[] bytes;
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw refused("answered with another status than 200");
            }
            bytes = body.readNBytes(maxBytes + 1);
        }
        if (bytes.length > maxBytes) {
            throw refused("sent too large a snapshot");
        }
        return parse(service, bytes);
    }

    private Snapshot parse(SuiteService service, byte[] bytes) throws IOException {
        try {
            var snapshot = json.readValue(bytes, Snapshot.class);
            if (snapshot != null && snapshot.service().equals(service.serviceName())) {
                return snapshot;
            }
            throw refused("is another service");
        } catch (JacksonException notOne) {
            throw refused("sent something that is no snapshot");
        }
    }

    private static URI snapshotOf(URI address) {
        var base = address.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/resilience");
    }

    private static ProblemException refused(String why) {
        return ProblemException.of(ProblemCode.UPSTREAM_ERROR, "The service " + why);
    }
}
