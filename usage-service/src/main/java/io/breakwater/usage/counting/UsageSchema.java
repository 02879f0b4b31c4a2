package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseSchema;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/** Usage's tables in PostgreSQL: the scripts under {@code db/migration}. */
@Singleton
final class UsageSchema implements DatabaseSchema {

    private final Instance<Flyway> flyway;

    UsageSchema(Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    @Override
    public void migrate() {
        flyway.get().migrate();
    }
}
