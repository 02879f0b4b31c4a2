package io.breakwater.bench.usage;

import io.breakwater.bench.load.Measured;
import io.breakwater.bench.program.Scratch;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What an application does that talks to PostgreSQL itself: each increment is a transaction of its own, which remembers the
 * id and raises one counter. pgbench does it in C with prepared statements, on the server that the service uses.
 */
final class PgBench {

    static final int CONNECTIONS = 20;

    // In a schema of its own: the service's migrations want theirs empty at first.
    private static final String TABLES = """
            create schema if not exists pgbench;
            create table if not exists pgbench.event (
              id uuid primary key, fingerprint uuid not null, recorded_at timestamptz not null default now());
            create table if not exists pgbench.counter (
              user_id varchar(128), platform varchar(16), metric varchar(64), period varchar(13), used bigint not null,
              primary key (user_id, platform, metric, period)) with (fillfactor = 70);
            """;

    private static final String SCRIPT = """
            \\set user random(1, %d)
            with fresh as (
              insert into pgbench.event (id, fingerprint) values (gen_random_uuid(), gen_random_uuid())
              on conflict (id) do nothing returning id)
            insert into pgbench.counter as c (user_id, platform, metric, period, used)
            select 'user-' || :user, 'linkedin', 'requests', '2026-11', 1 from fresh
            on conflict (user_id, platform, metric, period) do update set used = c.used + excluded.used;
            """;

    private static final List<Path> USUAL_PLACES =
            List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr/pgsql"), Path.of("/opt/homebrew/opt"));

    private final Path program;

    private PgBench(Path program) {
        this.program = program;
    }

    /** On the PATH, or where distributions put it; empty where it is not installed. */
    static Optional<PgBench> find() {
        var onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(onPath, USUAL_PLACES.stream().flatMap(PgBench::versions))
                .map(directory -> directory.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(PgBench::new);
    }

    Measured run(EmbeddedPostgresServer postgres, int users, Duration length)
            throws IOException, InterruptedException, SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        try (var folder = Scratch.of("pgbench")) {
            var directory = folder.directory();
            var script = folder.write("increment.sql", SCRIPT.formatted(users));
            var started = System.nanoTime();
            run(List.of(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + CONNECTIONS,
                    "--jobs=2",
                    "--time=" + length.toSeconds(),
                    "--file=" + script,
                    "--log",
                    "--log-prefix=" + directory.resolve("log"),
                    "--host=127.0.0.1",
                    "--port=" + postgres.port(),
                    "--username=" + postgres.user(),
                    "postgres"));
            var took = Duration.ofNanos(System.nanoTime() - started);
            var micros = latencies(directory);
            return new Measured(took, Map.of(200, micros.getTotalCount()), micros);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + said);
        }
    }

    /** Its log has a line for each transaction; the third word is its µs. */
    private static Histogram latencies(Path directory) throws IOException {
        var micros = new Histogram(60_000_000, 3);
        try (var files = Files.list(directory)) {
            for (var log : files.filter(file -> file.getFileName().toString().startsWith("log."))
                    .toList()) {
                try (var lines = Files.lines(log)) {
                    lines.forEach(line -> micros.recordValue(Long.parseLong(line.split(" ")[2])));
                }
            }
        }
        return micros;
    }

    private static Stream<Path> versions(Path place) {
        try (var versions = Files.isDirectory(place) ? Files.list(place) : Stream.<Path>empty()) {
            return versions.map(version -> version.resolve("bin")).sorted(Comparator.reverseOrder()).toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
