package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A packaged service as a process of its own, on a free port of 127.0.0.1 with a data directory of its own. For
 * integration tests ({@code *IT}), which run after {@code package}; {@link Packaging} says which of its packages is
 * started. Port and data stay the same over kills and starts; {@link #close()} removes the data.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 40;
    private static final int TAIL_WIDTH = 1_000;

    /** What a developer's own shell may hold and a test must not see. */
    private static final List<String> NOT_INHERITED = List.of(
            "DATABASE_", "REDIS_", "LLM_", "OIDC_", "API_KEYS", "OPERATOR_", "BREAKWATER_", "QUARKUS_", "CORS_");

    private final List<String> command;
    private final Map<String, String> environment;
    private final String awaitedPath;
    private final Duration pollInterval;
    private final int port = FreePort.find();
    private final Path directory;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_LIMIT)
            .build();
    private @Nullable Process process;

    private ServiceProcess(Builder builder) throws IOException {
        command = new ArrayList<>(builder.wrapper);
        command.addAll(builder.packaging.command(builder.target.toAbsolutePath(), builder.options));
        environment = new TreeMap<>(builder.environment);
        awaitedPath = builder.awaitedPath;
        pollInterval = builder.pollInterval;
        directory = OwnedDirectory.create("service");
    }

    /** The service of the module whose tests run. */
    public static Builder ofThisModule() {
        return new Builder(Path.of("target"));
    }

    /** The service whose {@code target} directory this is. */
    public static Builder of(Path target) {
        return new Builder(target);
    }

    /** How to start it. */
    public static final class Builder {

        private final Path target;
        private final Map<String, String> environment = new TreeMap<>();
        private Packaging packaging = Packaging.ofThisBuild();
        private List<String> options = List.of();
        private List<String> wrapper = List.of();
        private String awaitedPath = "/health/ready";
        private Duration pollInterval = Duration.ofMillis(100);

        private Builder(Path target) {
            this.target = target;
        }

        /** One environment variable. */
        public Builder env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** What to start; {@link Packaging#ofThisBuild()} where nothing is said. */
        public Builder packaged(Packaging as) {
            packaging = as;
            return this;
        }

        /** Options of the virtual machine that native binaries have too, such as {@code -Xmx256m}. */
        public Builder options(String... all) {
            options = List.of(all);
            return this;
        }

        /**
         * A shell script that sets its limits, or what it sees of the system. It has the data directory as {@code $DATA}
         * and ends in {@code exec "$@"}, so that the process stays the same.
         */
        public Builder under(String script) {
            wrapper = List.of("sh", "-ec", script, "sh");
            return this;
        }

        /** The path that has to answer 200 before {@link #start()} returns; {@code /health/ready} where none is named. */
        public Builder awaiting(String path) {
            awaitedPath = path;
            return this;
        }

        /** How often it is asked for that path; each 100 ms where nothing is said. */
        public Builder askingEvery(Duration interval) {
            pollInterval = interval;
            return this;
        }

        /** Starts it and waits, 60 s at most; a failure shows the end of its log. */
        public ServiceProcess start() {
            try {
                var service = new ServiceProcess(this);
                try {
                    service.start();
                } catch (RuntimeException | AssertionError e) {
                    service.close();
                    throw e;
                }
                return service;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Changes one environment variable, from the next start on. */
    public void env(String name, String value) {
        environment.put(name, value);
    }

    /** Starts it again after {@link #kill()} or {@link #terminate()}. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException("It is running");
        }
        try {
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            var env = builder.environment();
            env.keySet().removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
            env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
            env.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            env.put("BREAKWATER_DATA_DIR", dataDirectory().toString());
            env.put("DATA", dataDirectory().toString());
            env.putAll(environment);
            var started = builder.start();
            process = started;
            Files.writeString(directory.resolve("service.pid"), Long.toString(started.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Awaitility.await("service answers " + awaitedPath)
                    .atMost(START_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(pollInterval)
                    .until(this::answers);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("The service did not answer " + awaitedPath + " in time. " + tail(), e);
        }
    }

    /** {@code http://127.0.0.1:port}, without a slash at its end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return directory.resolve("data");
    }

    /** Of the process that runs. */
    public long pid() {
        return requireNonNull(process, "not started").pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Calls one path, 10 s at most. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(baseUri().resolve(path)).GET());
    }

    /** Posts JSON to one path, 10 s at most; {@code headers} are names and values in turn. */
    public HttpResponse<String> post(String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(baseUri().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** As {@code kill -9}: nothing is tidied up. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    /** SIGTERM; returns when it ended by itself, 40 s at most. Answers the exit code. */
    public int terminate() {
        var running = requireNonNull(process, "not started");
        running.destroy();
        awaitEnd(running);
        return running.exitValue();
    }

    /** All it has logged so far. */
    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        http.shutdownNow();
        try {
            OwnedDirectory.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(CALL_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private boolean answers() {
        if (!isAlive()) {
            throw new IllegalStateException("The service ended. " + tail());
        }
        try {
            return get(awaitedPath).statusCode() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service did not end in " + STOP_LIMIT + ". " + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private String tail() {
        var lines = log().lines()
                .map(line -> line.substring(0, Math.min(line.length(), TAIL_WIDTH)))
                .toList();
        return "The end of its log:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private Path logFile() {
        return directory.resolve("service.log");
    }
}
