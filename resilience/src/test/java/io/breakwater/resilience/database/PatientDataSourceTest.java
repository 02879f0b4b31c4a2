package io.breakwater.resilience.database;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatientDataSourceTest {

    private static final String LONGER_THAN_A_SECOND = "select pg_sleep(1.5)";

    @Test
    void aMigrationMayTakeLongerThanARequest() throws SQLException {
        try (var server = EmbeddedPostgresServer.started()) {
            // Given
            var hurried = new PGSimpleDataSource();
            hurried.setUrl(server.jdbcUrl());
            hurried.setUser(server.user());
            hurried.setPassword(server.password());
            hurried.setSocketTimeout(1);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(hurried));

            // When
            var patient = new PatientDataSource(hurried, Duration.ofSeconds(30));

            // Then
            assertThat(run(patient)).isTrue();
        }
    }

    private static boolean run(DataSource connections) throws SQLException {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            return statement.execute(LONGER_THAN_A_SECOND);
        }
    }
}
