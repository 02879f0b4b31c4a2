package io.breakwater.deploy.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** One probe of a container, as its manifest has it. */
record Probe(String path, Duration period, Duration timeout, int failureThreshold) {

    static Probe of(JsonNode container, String name) {
        var probe = container.path(name);
        if (probe.isMissingNode()) {
            throw new IllegalArgumentException("the container has no " + name);
        }
        return new Probe(
                probe.at("/httpGet/path").asText(),
                Duration.ofSeconds(probe.path("periodSeconds").asInt(10)),
                Duration.ofSeconds(probe.path("timeoutSeconds").asInt(1)),
                probe.path("failureThreshold").asInt(3));
    }

    /** Whether it succeeds: a status from 200 to 399 in time. */
    boolean ask(URI base) {
        try {
            var status = Http.get(base.resolve(path), timeout).status();
            return status >= 200 && status < 400;
        } catch (IOException away) {
            return false;
        }
    }
}
