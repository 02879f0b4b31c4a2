package io.breakwater.bench.usage;

import io.breakwater.bench.Container;
import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Requests;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import io.breakwater.resilience.testing.TcpRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * The packaged usage-service and, where it has one, its PostgreSQL: fsync and synchronous_commit on, everything else as it
 * comes.
 */
final class Stage implements AutoCloseable {

    private static final Path TARGET = Path.of("usage-service", "target");

    private final Optional<EmbeddedPostgresServer> postgres;
    private final Optional<TcpRelay> road;
    private final ServiceProcess service;

    private Stage(Optional<EmbeddedPostgresServer> postgres, Optional<TcpRelay> road, ServiceProcess service) {
        this.postgres = postgres;
        this.road = road;
        this.service = service;
    }

    static Stage standalone(Packaging packaging) {
        return new Stage(
                Optional.empty(),
                Optional.empty(),
                Container.service(TARGET, packaging).start());
    }

    /** With a relay in between, which can become a black hole and costs a little. */
    static Stage behindARelay(EmbeddedPostgresServer postgres, Packaging packaging) {
        var road = TcpRelay.to(postgres.port());
        return ready(new Stage(
                Optional.of(postgres),
                Optional.of(road),
                Container.service(TARGET, packaging)
                        .env("DATABASE_URL", postgres.databaseUrl(road.port()))
                        .start()));
    }

    static Stage with(EmbeddedPostgresServer postgres, Packaging packaging) {
        return ready(new Stage(
                Optional.of(postgres),
                Optional.empty(),
                Container.service(TARGET, packaging)
                        .env("DATABASE_URL", postgres.databaseUrl())
                        .start()));
    }

    Load load(int connections, Requests requests) {
        return new Load(service.baseUri(), connections, requests);
    }

    TcpRelay road() {
        return road.orElseThrow();
    }

    ServiceProcess service() {
        return service;
    }

    /** The first column of the first row. */
    long number(String query) throws SQLException {
        try (var connection = postgres.orElseThrow().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = postgres.orElseThrow().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
        road.ifPresent(TcpRelay::close);
    }

    private static Stage ready(Stage stage) {
        Awaitility.await("the database is used").atMost(Duration.ofSeconds(60)).until(() -> stage.service
                .post("/api/usage/linkedin/first/increment", "{}")
                .body()
                .contains("\"postgres\""));
        return stage;
    }
}
