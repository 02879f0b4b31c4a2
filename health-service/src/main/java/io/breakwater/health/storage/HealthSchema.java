package io.breakwater.health.storage;

import io.agroal.api.AgroalDataSource;
import io.breakwater.resilience.database.DatabaseSchema;
import io.breakwater.resilience.database.PatientDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** This service's tables in PostgreSQL: the scripts under {@code db/migration}. */
@Singleton
final class HealthSchema implements DatabaseSchema {

    /** Building an index over a year of history takes seconds; another replica that is at it is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Instance<Flyway> flyway;
    private final Instance<AgroalDataSource> pool;

    HealthSchema(Instance<Flyway> flyway, Instance<AgroalDataSource> pool) {
        this.flyway = flyway;
        this.pool = pool;
    }

    @Override
    public void migrate() {
        var configured = flyway.get().getConfiguration();
        Flyway.configure(configured.getClassLoader())
                .configuration(configured)
                .dataSource(new PatientDataSource(pool.get(), PATIENCE))
                .load()
                .migrate();
    }
}
