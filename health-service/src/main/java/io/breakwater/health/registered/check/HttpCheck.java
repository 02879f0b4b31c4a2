package io.breakwater.health.registered.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A GET: its status, a value in its JSON body, the days until its certificate ends. */
@Singleton
final class HttpCheck implements Check {

    private final OutwardHttp client;
    private final ObjectMapper json;
    private final InstantSource clock;

    HttpCheck(OutwardHttp client, ObjectMapper json, InstantSource clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Future<Verdict> of(Endpoint endpoint) {
        var started = System.nanoTime();
        var wantsBody = endpoint.conditions().bodyPath() != null;
        return client.get(
                endpoint,
                request -> authorize(request, endpoint),
                wantsBody,
                (response, body) -> judge(endpoint, response, body, Checks.since(started)));
    }

    private static void authorize(HttpClientRequest request, Endpoint endpoint) {
        endpoint.credentials().ifPresent(known -> {
            var pair = known.user() + ":" + known.password();
            request.putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        });
    }

    private Verdict judge(Endpoint endpoint, HttpClientResponse response, @Nullable Buffer body, double ms) {
        var conditions = endpoint.conditions();
        if (!conditions.expects(response.statusCode())) {
            return Verdict.wrong(ms, "it answers with status " + response.statusCode());
        }
        if (conditions.bodyPath() != null && !holds(conditions.bodyPath(), conditions.bodyEquals(), body)) {
            return Verdict.wrong(ms, "its body is not as it should be");
        }
        return certificate(conditions.certificateDays(), response)
                .map(why -> Verdict.degraded(ms, why))
                .orElseGet(() -> Verdict.healthy(ms));
    }

    private boolean holds(String path, @Nullable String wanted, @Nullable Buffer body) {
        if (body == null) {
            return false;
        }
        try {
            var found = json.readTree(body.getBytes()).at(JsonPointer.compile(BodyPath.pointer(path)));
            return wanted == null
                    ? !found.isMissingNode() && !found.isNull()
                    : found.isValueNode() && found.asText().equals(wanted);
        } catch (JsonProcessingException noJson) {
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<String> certificate(@Nullable Integer days, HttpClientResponse response) {
        if (days == null || !response.request().connection().isSsl()) {
            return Optional.empty();
        }
        try {
            var certificates = response.request().connection().peerCertificates();
            if (certificates.getFirst() instanceof X509Certificate own) {
                var left = Duration.between(clock.instant(), own.getNotAfter().toInstant())
                        .toDays();
                return left < days ? Optional.of("its certificate ends in " + left + " days") : Optional.empty();
            }
            return Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.of("it shows no certificate");
        }
    }
}
