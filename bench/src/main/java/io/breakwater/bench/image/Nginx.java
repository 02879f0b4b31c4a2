package io.breakwater.bench.image;

import io.breakwater.bench.program.Program;
import io.breakwater.bench.program.Scratch;
import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The limit: nginx with {@code proxy_cache}, which looks at no image, asks no guard and counts nothing. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            pid %1$s/nginx.pid;
            error_log stderr error;
            worker_processes auto;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              proxy_temp_path %1$s/temp;
              proxy_cache_path %1$s/cache keys_zone=images:32m max_size=1g;
              keepalive_requests 1000000;
              upstream origin { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 1000000; }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://origin;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_cache images;
                  proxy_cache_lock on;
                }
              }
            }
            """;

    private final Scratch folder;
    private final Process process;
    private final int port = FreePort.find();

    private Nginx(Path program, int originPort) throws IOException {
        folder = Scratch.of("nginx");
        var directory = folder.directory();
        // Started by root it works as nobody, who has to get to the cache in it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var configuration = folder.write("nginx.conf", CONFIGURATION.formatted(directory, originPort, port));
        process = new ProcessBuilder(
                        program.toString(), "-p", directory.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Awaitility.await("nginx listens").atMost(Duration.ofSeconds(10)).until(() -> Listener.answers(port));
    }

    /** On the PATH, or where distributions put it; empty where it is not installed. */
    static Optional<Path> find() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"))
                .map(directory -> Path.of(directory).resolve("nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Nginx started(Path program, Origin origin) throws IOException {
        return new Nginx(program, origin.port());
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** With its workers. */
    List<ProcessHandle> processes() {
        return Program.family(process);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        folder.close();
    }
}
