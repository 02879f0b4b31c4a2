package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import io.breakwater.resilience.database.DatabaseSchema;
import io.breakwater.resilience.database.PatientDataSource;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.DependencyFailedException;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Period;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Usage's tables in PostgreSQL: the scripts under {@code db/migration}. */
@Singleton
final class UsageSchema implements DatabaseSchema {

    /** Building an index over 100 million events takes minutes. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Instance<Flyway> flyway;
    private final Instance<AgroalDataSource> pool;
    private final PostgresCounters postgres;
    private final PostgresQuotas quotas;

    UsageSchema(
            Instance<Flyway> flyway, Instance<AgroalDataSource> pool, PostgresCounters postgres, PostgresQuotas quotas) {
        this.flyway = flyway;
        this.pool = pool;
        this.postgres = postgres;
        this.quotas = quotas;
    }

    @Override
    public void migrate() {
        var configured = flyway.get().getConfiguration();
        Flyway.configure(configured.getClassLoader())
                .configuration(configured)
                .dataSource(new PatientDataSource(pool.get(), PATIENCE))
                .load()
                .migrate();
        rehearse();
    }

    /**
     * Counts and reads nothing once, before the first request does: the first query of a process takes longer than a
     * request waits, and its caller would be told of a degradation that is none.
     */
    private void rehearse() {
        try {
            postgres.commit(List.of());
            quotas.commit(List.of());
            postgres.read(new Account(Platform.LINKEDIN, new UserId("-")), Period.monthOf(Instant.EPOCH), List.of());
        } catch (SQLException failure) {
            throw new DependencyFailedException(failure);
        }
    }
}
