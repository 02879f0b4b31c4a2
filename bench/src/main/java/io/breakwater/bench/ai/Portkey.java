package io.breakwater.bench.ai;

import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Portkey's AI gateway from npm, in a folder of its own: it passes requests on, and nothing but that is asked of it. */
final class Portkey implements AutoCloseable {

    private static final String PACKAGE = "@portkey-ai/gateway";
    private static final String VERSION = "1.15.2";
    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(3);

    /** It listens on all addresses and has no setting for that. */
    private static final String ONLY_HERE = """
            import net from "node:net";

            const listen = net.Server.prototype.listen;
            net.Server.prototype.listen = function (port, ...rest) {
              return listen.call(this, port, "127.0.0.1", ...rest.filter((one) => typeof one === "function"));
            };
            """;

    private final Path directory;
    private final int port = FreePort.find();
    private final Process process;

    private Portkey(Path directory) throws IOException {
        this.directory = directory;
        var program = directory.resolve("node_modules").resolve(PACKAGE).resolve("build/start-server.js");
        Files.writeString(directory.resolve("here.mjs"), ONLY_HERE);
        process = started(
                directory,
                Map.of("NODE_ENV", "production"),
                "node",
                "--import",
                "./here.mjs",
                program.toString(),
                "--port=" + port,
                "--headless");
    }

    /** One that listens; where there is none, it says why. */
    static Optional<Portkey> find(PrintStream out) throws IOException, InterruptedException {
        if (!onPath("node") || !onPath("npm")) {
            out.println("node and npm are not installed: nothing to compare with.");
            return Optional.empty();
        }
        var directory = Files.createTempDirectory("breakwater-portkey");
        try {
            if (!installed(directory)) {
                out.println("npm could not install " + PACKAGE + " " + VERSION + ": nothing to compare with.");
                delete(directory);
                return Optional.empty();
            }
            var gateway = new Portkey(directory);
            try {
                Awaitility.await("the gateway listens")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> Listener.answers(gateway.port));
                return Optional.of(gateway);
            } catch (ConditionTimeoutException deaf) {
                gateway.close();
                out.println(PACKAGE + " " + VERSION + " did not start: nothing to compare with.");
                return Optional.empty();
            }
        } catch (IOException | InterruptedException failed) {
            delete(directory);
            throw failed;
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    List<ProcessHandle> processes() {
        return List.of(process.toHandle());
    }

    /** The headers by which it passes a request on to this upstream. */
    static Map<String, String> to(Upstream model) {
        return Map.of(
                "Authorization",
                "Bearer bench",
                "x-portkey-provider",
                "openai",
                "x-portkey-custom-host",
                model.base() + "/v1");
    }

    /** The same, and it may answer from its cache. */
    static Map<String, String> cachedTo(Upstream model) {
        return Map.of("x-portkey-config", """
                        {"provider": "openai", "api_key": "bench", "custom_host": "%s/v1", "cache": {"mode": "simple", "max_age": 3600}}""".formatted(model.base()));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        delete(directory);
    }

    private static boolean installed(Path directory) throws IOException, InterruptedException {
        var npm = started(
                directory,
                Map.of(),
                "npm",
                "install",
                "--prefix",
                directory.toString(),
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--ignore-scripts",
                PACKAGE + "@" + VERSION);
        if (npm.waitFor(INSTALLED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            return npm.exitValue() == 0;
        }
        Stream.concat(npm.descendants(), Stream.of(npm.toHandle())).forEach(ProcessHandle::destroyForcibly);
        npm.onExit().join();
        return false;
    }

    /** What it says is for nobody: it writes lines for each start, not for each request. */
    private static Process started(Path directory, Map<String, String> environment, String... command)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory).resolve(program))
                .anyMatch(Files::isExecutable);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
