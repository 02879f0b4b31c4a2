package io.breakwater.usage.retention;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.usage.background.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drops what is past its retention, now and then, a few rows at a time with pauses between, so that increments do not
 * wait for it. Replicas may do so at once: each skips the rows that another one has.
 */
@Singleton
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    /** Between two statements: with 2,000 rows in each it drops at most 20,000 rows/s. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private final DatabaseGateway database;
    private final PostgresRetention postgres;
    private final LocalRetention local;
    private final RetentionSettings settings;
    private final Expiry expiry;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private @Nullable Background background;

    Sweeper(
            DatabaseGateway database,
            PostgresRetention postgres,
            LocalRetention local,
            RetentionSettings settings,
            Expiry expiry) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.settings = settings;
        this.expiry = expiry;
    }

    void start(@Observes StartupEvent event) {
        // Replicas that start together need not sweep together.
        var first = settings.every()
                .dividedBy(2)
                .plus(settings.every().multipliedBy(random.nextInt(100)).dividedBy(100));
        background = Background.start("sweeper", first, this::step);
    }

    void stop(@Observes ShutdownEvent event) {
        if (background != null) {
            background.close();
        }
    }

    private Duration step() {
        var rows = drop();
        if (rows > 0) {
            LOG.infof("event=expired-dropped rows=%d", rows);
        }
        return rows > 0 ? BREATH : settings.every();
    }

    /** Drops some of what is too old; answers how many rows that were. */
    int drop() {
        if (!database.configured()) {
            return local.drop(expiry, settings.batch());
        }
        return database.available()
                        && database.call(() -> postgres.drop(expiry, settings.batch()))
                                instanceof DatabaseReply.Answered<Integer>(var dropped)
                ? dropped
                : 0;
    }
}
