package io.breakwater.imageproxy;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.origin.TestDns;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, killed while it writes images to its disk. */
class CrashIT {

    private static final int ROUNDS = 3;
    private static final int CALLERS = 8;
    private static final int BEFORE_THE_KILL = 120;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private enum Found {
        WHOLE,
        STAND_IN,
        CORRUPT
    }

    @Test
    void whateverItWasDoingWhenItWasKilledNoCorruptImageIsServedAfterwards() throws Exception {
        // Given
        try (var dns = new TestDns();
                var origin = new HostileOrigin();
                var service = start(origin, dns)) {
            var made = new AtomicInteger();
            for (int round = 1; round <= ROUNDS; round++) {
                var until = BEFORE_THE_KILL * round;
                try (var callers = Executors.newFixedThreadPool(CALLERS)) {
                    for (int i = 0; i < CALLERS; i++) {
                        callers.submit(() -> {
                            while (service.isAlive()) {
                                askFor(service, origin, made.getAndIncrement());
                            }
                            return null;
                        });
                    }
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(5))
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> made.get() > until);

                    // When
                    service.kill();
                }
                service.start();

                // Then
                var all = made.get();
                var found = new int[Found.values().length];
                for (int i = 0; i < all; i++) {
                    origin.change(path(i), "/forbidden");
                    found[look(service, origin, i).ordinal()]++;
                    origin.change(path(i), path(i));
                }
                assertThat(found[Found.CORRUPT.ordinal()])
                        .as("corrupt of " + all)
                        .isZero();
                assertThat(found[Found.WHOLE.ordinal()])
                        .as("from the disk of " + all)
                        .isGreaterThan(all / 4);
                assertThat(files(service, "unfinished")).isEmpty();
            }
        }
    }

    @Test
    void filesThatWereDamagedOrLeftBehindAreNotServed() throws Exception {
        // Given
        try (var dns = new TestDns();
                var origin = new HostileOrigin();
                var service = start(origin, dns)) {
            for (int i = 0; i < 6; i++) {
                askFor(service, origin, i);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> files(service, "").size() == 6);
            service.kill();
            for (var file : files(service, "")) {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.position(channel.size() / 2).write(ByteBuffer.wrap(new byte[30]));
                }
            }
            var orphan = service.dataDirectory().resolve("images/ab/" + "c".repeat(62));
            Files.createDirectories(orphan.getParent());
            Files.write(orphan, new byte[100]);

            // When
            service.start();

            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> !Files.exists(orphan));
            for (int i = 0; i < 6; i++) {
                origin.change(path(i), "/forbidden");
                assertThat(look(service, origin, i)).isEqualTo(Found.STAND_IN);
            }
        }
    }

    private void askFor(ServiceProcess service, HostileOrigin origin, int i) {
        try {
            get(service, origin, i);
        } catch (IOException killed) {
            // That is what this is about.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Found look(ServiceProcess service, HostileOrigin origin, int i) throws Exception {
        var answer = get(service, origin, i);
        if (answer.headers().firstValue("X-Image-Tier").orElse("").equals("placeholder")) {
            return Found.STAND_IN;
        }
        return Arrays.equals(answer.body(), Images.unique(i, size(i))) ? Found.WHOLE : Found.CORRUPT;
    }

    private HttpResponse<byte[]> get(ServiceProcess service, HostileOrigin origin, int i)
            throws IOException, InterruptedException {
        // Another host for each: the refusals that the look makes are no reason to rest one.
        var url = origin.url("h" + i % 50, path(i));
        var uri = service.baseUri().resolve("/api/proxy-image?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Some that memory would keep, some that are sent from their files. */
    private static int size(int i) {
        return i % 4 == 0 ? 400_000 : 3_000 + i;
    }

    private static String path(int i) {
        return "/unique/" + i + "/" + size(i);
    }

    private static ArrayList<Path> files(ServiceProcess service, String below) throws IOException {
        var directory = service.dataDirectory().resolve("images").resolve(below);
        var found = new ArrayList<Path>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                files.filter(Files::isRegularFile).forEach(found::add);
            }
        }
        return found;
    }

    private static ServiceProcess start(HostileOrigin origin, TestDns dns) {
        return ServiceProcess.ofThisModule()
                .env("BREAKWATER_IMAGE_GUARD_PORTS", Integer.toString(origin.port()))
                .env("BREAKWATER_IMAGE_GUARD_ALLOWED_RANGES", "127.0.0.0/8")
                .env("BREAKWATER_IMAGE_GUARD_NAME_SERVERS", dns.server())
                .start();
    }
}
