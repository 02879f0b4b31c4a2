package io.breakwater.health.alert.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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

    /** In seconds or as a date; null where there is none that can be read. */
    private @Nullable Duration retryAfter(HttpResponse<?> response) {
        var header = response.headers().firstValue("Retry-After").orElse("").strip();
        if (header.matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(clock.instant(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
