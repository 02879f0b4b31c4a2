package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * {@code select 1} as the user of the URL, on a virtual thread: the driver blocks. At most {@value #AT_ONCE} at a time,
 * and one that finds no place fails by its timeout.
 */
@Singleton
final class PostgresCheck implements Check {

    private static final int AT_ONCE = 64;

    /** SQLSTATE class of wrong credentials. */
    private static final String INVALID_AUTHORIZATION = "28";

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-postgres").factory());
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Driver driver = new Driver();
    private final Vertx vertx;

    PostgresCheck(Vertx vertx) {
        this.vertx = vertx;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    @Override
    public Future<Verdict> of(Endpoint endpoint) {
        var verdict = Promise.<Verdict>promise();
        var context = vertx.getOrCreateContext();
        threads.execute(() -> {
            try {
                places.acquire();
                try {
                    var found = ask(endpoint);
                    context.runOnContext(now -> verdict.tryComplete(found));
                } finally {
                    places.release();
                }
            } catch (SQLException | RuntimeException failure) {
                context.runOnContext(now -> verdict.tryComplete(judge(failure)));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        return verdict.future();
    }

    private Verdict ask(Endpoint endpoint) throws SQLException {
        var started = System.nanoTime();
        var seconds = Long.toString(
                Math.max(1, endpoint.timeout().plus(Duration.ofMillis(999)).toSeconds()));
        var properties = new Properties();
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "breakwater-health");
        endpoint.credentials().ifPresent(known -> {
            properties.setProperty("user", known.user());
            properties.setProperty("password", known.password());
        });
        var path = endpoint.url().getRawPath();
        var address = "jdbc:postgresql://" + endpoint.url().getHost() + ":" + endpoint.port()
                + (path == null || path.length() < 2 ? "/postgres" : path);
        try (var connection = driver.connect(address, properties)) {
            if (connection == null) {
                return Verdict.wrong(Checks.since(started), "its URL is not one of PostgreSQL");
            }
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            return Verdict.healthy(Checks.since(started));
        }
    }

    private static Verdict judge(Exception failure) {
        @Nullable String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        if (state != null && state.startsWith(INVALID_AUTHORIZATION)) {
            return new Verdict(Verdict.away("it refuses the credentials").result(), true);
        }
        return state == null || state.startsWith("08")
                ? Verdict.away("no connection")
                : new Verdict(Verdict.away("it refuses: SQLSTATE " + state).result(), true);
    }
}
