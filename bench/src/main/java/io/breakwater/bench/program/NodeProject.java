package io.breakwater.bench.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with packages from npm. */
public final class NodeProject implements AutoCloseable {

    private final Scratch folder;

    private NodeProject(Scratch folder) {
        this.folder = folder;
    }

    /**
     * One that has these packages.
     *
     * @param packages each {@code name@version}; none of their install scripts runs
     * @return empty where npm is not installed or could not install them, which it then says
     */
    public static Optional<NodeProject> with(PrintStream out, String... packages)
            throws IOException, InterruptedException {
        if (!Program.onPath("node") || !Program.onPath("npm")) {
            out.println("node and npm are not installed: nothing to compare with.");
            return Optional.empty();
        }
        var folder = Scratch.of("node");
        if (installs(folder, packages)) {
            return Optional.of(new NodeProject(folder));
        }
        folder.close();
        out.println("npm could not install " + String.join(", ", packages) + ": nothing to compare with.");
        return Optional.empty();
    }

    /** A file of the project's own. */
    public void write(String file, String content) throws IOException {
        folder.write(file, content);
    }

    /** A file of an installed package. */
    public String file(String installed, String path) {
        return folder.directory()
                .resolve("node_modules")
                .resolve(installed)
                .resolve(path)
                .toString();
    }

    /** Starts Node.js in the folder, for production. */
    public Process start(Map<String, String> environment, String... arguments) throws IOException {
        return Program.start(folder.directory(), production(environment), node(arguments));
    }

    /** Runs Node.js in the folder, as {@link Program#runs} does. */
    public boolean runs(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return Program.runs(folder.directory(), production(environment), node(arguments));
    }

    @Override
    public void close() {
        folder.close();
    }

    private static Map<String, String> production(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("NODE_ENV", "production");
        return all;
    }

    private static List<String> node(String... arguments) {
        return Stream.concat(Stream.of("node"), Arrays.stream(arguments)).toList();
    }

    private static boolean installs(Scratch folder, String... packages) throws IOException, InterruptedException {
        var npm = Stream.of(
                "npm",
                "install",
                "--prefix",
                folder.directory().toString(),
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--ignore-scripts");
        return Program.runs(
                folder.directory(),
                Map.of(),
                Stream.concat(npm, Arrays.stream(packages)).toList());
    }
}
