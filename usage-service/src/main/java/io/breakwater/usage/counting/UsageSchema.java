package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseSchema;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.DependencyFailedException;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Period;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Usage's tables in PostgreSQL: the scripts under {@code db/migration}. */
@Singleton
final class UsageSchema implements DatabaseSchema {

    private final Instance<Flyway> flyway;
    private final PostgresCounters postgres;
    private final PostgresQuotas quotas;

    UsageSchema(Instance<Flyway> flyway, PostgresCounters postgres, PostgresQuotas quotas) {
        this.flyway = flyway;
        this.postgres = postgres;
        this.quotas = quotas;
    }

    @Override
    public void migrate() {
        flyway.get().migrate();
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
