package io.breakwater.health.alert.delivery;

import io.breakwater.resilience.ratelimit.RetryAfter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Posts a message: follows no redirect, reads no body, and says what the status means. */
@Singleton
class ReceiverClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final InstantSource clock;

    ReceiverClient(InstantSource clock) {
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /**
     * Blocks until there is an answer; interruption ends it.
     *
     * @throws IOException where there is none
     * @throws ReceiverFailedException where it is one that says that the receiver is not well
     */
    Attempt post(Message message) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(message.to())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Breakwater")
                .POST(HttpRequest.BodyPublishers.ofString(message.body()));
        message.headers().forEach(request::header);
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        // The status says all; a body may be endless, or never come.
        response.body().close();
        return judge(response);
    }

    private Attempt judge(HttpResponse<?> response) throws ReceiverFailedException {
        var status = response.statusCode();
        var reason = "status-" + status;
        if (status / 100 == 2) {
            return new Attempt.Taken();
        }
        if (status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY) {
            return new Attempt.Later(reason, retryAfter(response));
        }
        if (status / 100 == 4) {
            return new Attempt.Never(reason);
        }
        throw new ReceiverFailedException(reason, retryAfter(response));
    }

    private @Nullable Duration retryAfter(HttpResponse<?> response) {
        return RetryAfter.parse(response.headers().firstValue("Retry-After").orElse(null), clock.instant())
                .orElse(null);
    }
}
