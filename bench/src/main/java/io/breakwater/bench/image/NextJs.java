package io.breakwater.bench.image;

import io.breakwater.bench.program.NodeProject;
import io.breakwater.bench.program.Program;
import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Next.js from npm with its image route: it fetches an image, writes it anew in the asked width, and keeps it on disk. */
final class NextJs implements AutoCloseable {

    private static final String VERSION = "15.5.4";
    private static final String[] PACKAGES = {"next@" + VERSION, "react@19.1.1", "react-dom@19.1.1"};
    private static final Map<String, String> QUIET = Map.of("NEXT_TELEMETRY_DISABLED", "1");
    private static final String CONFIGURATION = """
            module.exports = {
              images: {
                minimumCacheTTL: 3600,
                remotePatterns: [{ protocol: "http", hostname: "127.0.0.1", port: "%d" }],
              },
            };
            """;
    private static final String PAGE = """
            export default function Page() {
              return null;
            }
            """;

    private final NodeProject project;
    private final int port = FreePort.find();
    private final Process process;

    private NextJs(NodeProject project) throws IOException {
        this.project = project;
        process = project.start(QUIET, command(project), "start", "-H", "127.0.0.1", "-p", Integer.toString(port));
    }

    /** One that listens and fetches from this origin; where there is none, it says why. */
    static Optional<NextJs> find(Origin origin, PrintStream out) throws IOException, InterruptedException {
        var project = NodeProject.with(out, PACKAGES);
        if (project.isEmpty()) {
            return Optional.empty();
        }
        project.get().write("next.config.js", CONFIGURATION.formatted(origin.port()));
        project.get().write("pages/index.js", PAGE);
        if (!project.get().runs(QUIET, command(project.get()), "build")) {
            project.get().close();
            out.println("Next.js " + VERSION + " could not be built: it is not compared with.");
            return Optional.empty();
        }
        var server = new NextJs(project.get());
        try {
            Awaitility.await("Next.js listens")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Listener.answers(server.port));
            return Optional.of(server);
        } catch (ConditionTimeoutException deaf) {
            server.close();
            out.println("Next.js " + VERSION + " did not start: it is not compared with.");
            return Optional.empty();
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    List<ProcessHandle> processes() {
        return Program.family(process);
    }

    /** Where it answers this image, in the smallest width that leaves the origin's as it is. */
    static String path(String image) {
        return "/_next/image?w=384&q=75&url=" + URLEncoder.encode(image, UTF_8);
    }

    @Override
    public void close() {
        Program.stop(process);
        project.close();
    }

    private static String command(NodeProject project) {
        return project.file("next", "dist/bin/next");
    }
}
