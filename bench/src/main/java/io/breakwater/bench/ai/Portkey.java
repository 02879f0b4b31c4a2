package io.breakwater.bench.ai;

import io.breakwater.bench.program.NodeProject;
import io.breakwater.bench.program.Program;
import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Portkey's AI gateway from npm: it passes requests on, and nothing but that is asked of it. */
final class Portkey implements AutoCloseable {

    private static final String PACKAGE = "@portkey-ai/gateway";
    private static final String VERSION = "1.15.2";

    /** It listens on all addresses and has no setting for that. */
    private static final String ONLY_HERE = """
            import net from "node:net";

            const listen = net.Server.prototype.listen;
            net.Server.prototype.listen = function (port, ...rest) {
              return listen.call(this, port, "127.0.0.1", ...rest.filter((one) => typeof one === "function"));
            };
            """;

    private final NodeProject project;
    private final int port = FreePort.find();
    private final Process process;

    private Portkey(NodeProject project) throws IOException {
        this.project = project;
        project.write("here.mjs", ONLY_HERE);
        process = project.start(
                Map.of(),
                "--import",
                "./here.mjs",
                project.file(PACKAGE, "build/start-server.js"),
                "--port=" + port,
                "--headless");
    }

    /** One that listens; where there is none, it says why. */
    static Optional<Portkey> find(PrintStream out) throws IOException, InterruptedException {
        var project = NodeProject.with(out, PACKAGE + "@" + VERSION);
        if (project.isEmpty()) {
            return Optional.empty();
        }
        var gateway = new Portkey(project.get());
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
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    List<ProcessHandle> processes() {
        return Program.family(process);
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
    public void close() {
        Program.stop(process);
        project.close();
    }
}
