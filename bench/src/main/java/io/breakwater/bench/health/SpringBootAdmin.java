package io.breakwater.bench.health;

import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Spring Boot Admin's server without its pages, built where it is not yet, in a JVM with the same options. It keeps what it
 * knows in memory; an instance that is registered has a name and a URL of its health alone.
 */
final class SpringBootAdmin implements Watcher, AutoCloseable {

    private static final Path PROJECT = Path.of("bench", "spring-boot-admin");
    private static final Path LIBRARIES = PROJECT.resolve("target").resolve("lib");
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Pattern DOWN = Pattern.compile("\"statusInfo\":\\{\"status\":\"(OFFLINE|DOWN)\"");

    private final URI base = URI.create("http://127.0.0.1:" + FreePort.find());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path log;
    private final Process process;

    private SpringBootAdmin(int timeoutMs) throws IOException {
        log = Files.createTempFile("breakwater-spring-boot-admin", ".log");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(List.of(
                        java.toString(),
                        "-cp",
                        PROJECT.resolve("target").resolve("classes") + ":" + LIBRARIES + "/*",
                        "io.breakwater.bench.admin.AdminServer",
                        "--server.address=127.0.0.1",
                        "--server.port=" + base.getPort(),
                        "--spring.boot.admin.monitor.status-interval=30s",
                        "--spring.boot.admin.monitor.default-timeout=" + timeoutMs + "ms"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", Suite.JAVA_OPTIONS);
        process = builder.start();
        try {
            Awaitility.await("Spring Boot Admin answers")
                    .atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(this::answers);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Empty where it cannot be built: its libraries come from Maven, the first time over the network. */
    static Optional<SpringBootAdmin> started(int timeoutMs) throws IOException, InterruptedException {
        return built() ? Optional.of(new SpringBootAdmin(timeoutMs)) : Optional.empty();
    }

    private static boolean built() throws IOException, InterruptedException {
        if (Files.isDirectory(LIBRARIES)) {
            return true;
        }
        var build = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "-q",
                        "-f",
                        PROJECT.resolve("pom.xml").toString(),
                        "process-classes")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!build.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            build.destroy();
        }
        return build.waitFor() == 0 && Files.isDirectory(LIBRARIES);
    }

    @Override
    public String name() {
        return "Spring Boot Admin";
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void register(String name, URI url) throws IOException, InterruptedException {
        var answer = send("/instances", """
                {"name": "%s", "healthUrl": "%s"}""".formatted(name, url));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("refused with " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public long down() throws IOException, InterruptedException {
        return DOWN.matcher(send("/instances", null).body()).results().count();
    }

    @Override
    public Optional<String> lag() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        http.shutdownNow();
        Files.delete(log);
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Spring Boot Admin ended: " + process.exitValue());
        }
        try {
            return send("/instances", null).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Posts where there is something to post. */
    private HttpResponse<String> send(String path, @Nullable String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "application/json");
        if (json != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
