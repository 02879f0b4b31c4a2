package io.breakwater.deploy.local;

import io.breakwater.resilience.testing.Packaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The scripts of {@code deploy/local} with ports, data and process ids of their own, so that a suite that a developer has
 * running is not disturbed. Closing it stops whatever it has started.
 */
final class LocalSuite implements AutoCloseable {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** What a developer's own shell may hold and a test must not see. */
    private static final List<String> NOT_INHERITED = List.of(
            "DATABASE_",
            "REDIS_",
            "LLM_",
            "OIDC_",
            "API_KEYS",
            "OPERATOR_",
            "BREAKWATER_",
            "QUARKUS_",
            "CORS_",
            "OTEL_");

    /** Below the range that systems give outgoing connections from. */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 30_000;
    private static final int PORT_ATTEMPTS = 200;

    private final Map<String, String> environment = new TreeMap<>();
    private final List<ScriptRun> runs = new ArrayList<>();
    private final Path directory;
    private final int portBase;
    private final Thread lastResort = new Thread(this::stop);

    private LocalSuite(Path directory, int portBase) {
        this.directory = directory;
        this.portBase = portBase;
        environment.put("BREAKWATER_PORT_BASE", Integer.toString(portBase));
        environment.put("BREAKWATER_RUN_DIR", directory.resolve("run").toString());
        environment.put("BREAKWATER_DATA_DIR", directory.resolve("data").toString());
        environment.put("BREAKWATER_START_TIMEOUT", "300");
        environment.put("BREAKWATER_ENV_FILE", directory.resolve("no.env").toString());
    }

    static LocalSuite create() throws IOException {
        var suite = new LocalSuite(Files.createTempDirectory("breakwater-suite"), freePorts());
        Runtime.getRuntime().addShutdownHook(suite.lastResort);
        return suite;
    }

    LocalSuite with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    int port(Service service) {
        return service.port(portBase);
    }

    /** Where the scripts write down process ids and logs. */
    Path runDirectory() {
        return directory.resolve("run");
    }

    ScriptRun up(String... arguments) throws IOException {
        var all = new ArrayList<>(Arrays.asList(arguments));
        if (Packaging.ofThisBuild() == Packaging.NATIVE) {
            all.add("--native");
        }
        return run("up", all);
    }

    ScriptRun down() throws IOException {
        return run("down", List.of());
    }

    ProcessHandle process(Service service) throws IOException {
        var line = Files.readString(runDirectory().resolve(service.id + ".pid"));
        return ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
                .orElseThrow();
    }

    /** True while anybody listens there. */
    boolean listens(Service service) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(service)), 1_000);
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void stop() {
        try {
            runs.forEach(ScriptRun::end);
            down().exitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptRun run(String script, List<String> arguments) throws IOException {
        var command = new ArrayList<>(SignalDefaults.COMMAND);
        command.add(REPOSITORY.resolve("deploy/local").resolve(script).toString());
        command.addAll(arguments);
        var output = directory.resolve(runs.size() + "-" + script + ".out");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        var run = new ScriptRun(builder.start(), output);
        runs.add(run);
        return run;
    }

    private static int freePorts() {
        for (var attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            var base = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (Arrays.stream(Service.values()).allMatch(service -> free(service.port(base)))) {
                return base;
            }
        }
        throw new IllegalStateException("No four free ports in a row in " + PORT_ATTEMPTS + " attempts");
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * A build that runs in the background hands its children an ignored SIGINT, which no shell may then trap: GNU env
     * gives it its meaning back. Where env cannot, the script starts as it is.
     */
    private static final class SignalDefaults {

        static final List<String> COMMAND = works() ? List.of("env", "--default-signal=INT") : List.of();

        private static boolean works() {
            try {
                return new ProcessBuilder("env", "--default-signal=INT", "true")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while looking for env", e);
            }
        }
    }
}
