package io.breakwater.bench.health;

import io.breakwater.bench.Container;
import io.breakwater.bench.program.Program;
import io.breakwater.bench.program.SpringApplication;
import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import io.breakwater.resilience.testing.Packaging;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Spring Boot Admin's server as it comes, in the same container, asking for the health of each endpoint as often. */
final class SpringBootAdmin implements Watcher, AutoCloseable {

    private static final String VERSION = "3.5.5";
    private static final String BOOT = "3.5.6";
    private static final List<String> LIBRARIES = List.of(
            "de.codecentric:spring-boot-admin-starter-server:" + VERSION,
            "org.springframework.boot:spring-boot-starter-web:" + BOOT);
    private static final String SOURCE = """
            package admin;

            @org.springframework.boot.autoconfigure.SpringBootApplication
            @de.codecentric.boot.admin.server.config.EnableAdminServer
            public class Admin {
                public static void main(String[] arguments) {
                    org.springframework.boot.SpringApplication.run(Admin.class, arguments);
                }
            }
            """;
    private static final Pattern DOWN = Pattern.compile("\"statusInfo\":\\{\"status\":\"(DOWN|OFFLINE)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SpringApplication application;
    private final int port = FreePort.find();
    private final Process process;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private SpringBootAdmin(SpringApplication application, int timeoutMs) throws IOException {
        this.application = application;
        process = application.start(
                List.of(Container.of(Packaging.JVM).options()),
                List.of(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.boot.admin.monitor.status-interval=30s",
                        // It asks again at the first interval at which what it knows is older than this.
                        "--spring.boot.admin.monitor.status-lifetime=15s",
                        "--spring.boot.admin.monitor.default-timeout=" + timeoutMs + "ms"));
    }

    /** One that listens; where there is none, it says why. */
    static Optional<SpringBootAdmin> find(int timeoutMs, PrintStream out) throws IOException, InterruptedException {
        var application = SpringApplication.with(out, BOOT, LIBRARIES, "admin.Admin", SOURCE);
        if (application.isEmpty()) {
            return Optional.empty();
        }
        var admin = new SpringBootAdmin(application.get(), timeoutMs);
        try {
            Awaitility.await("Spring Boot Admin listens")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Listener.answers(admin.port));
            return Optional.of(admin);
        } catch (ConditionTimeoutException deaf) {
            admin.close();
            out.println("Spring Boot Admin " + VERSION + " did not start: nothing to compare with.");
            return Optional.empty();
        }
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
        var body = """
                {"name": "%s", "healthUrl": "%s"}""".formatted(name, url);
        var answer = send(
                request().header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("refused with " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public long down() throws IOException, InterruptedException {
        return DOWN.matcher(send(request().header("Accept", "application/json").GET())
                        .body())
                .results()
                .count();
    }

    @Override
    public Optional<String> lag() {
        return Optional.empty();
    }

    @Override
    public void close() {
        http.close();
        Program.stop(process);
        application.close();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/instances"))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
