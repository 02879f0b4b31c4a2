package io.breakwater.resilience.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedServersTest {

    @Test
    void postgresKeepsWhatWasCommittedOverAHardStopAndItsPort() throws SQLException {
        try (var server = EmbeddedPostgresServer.started()) {
            // Given
            var port = server.port();
            try (var connection = server.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (id int)");
                statement.execute("insert into kept values (42)");
            }

            // When
            server.restart();

            // Then
            assertThat(server.port()).isEqualTo(port);
            assertThat(one(server, "select id from kept")).isEqualTo("42");
            assertThat(server.databaseUrl())
                    .isEqualTo("postgresql://postgres:test-password@127.0.0.1:" + port + "/postgres");
        }
    }

    @Test
    void postgresWaitsForTheDisk() throws SQLException {
        // When
        try (var server = EmbeddedPostgresServer.started()) {
            // Then
            assertThat(one(server, "show fsync")).isEqualTo("on");
            assertThat(one(server, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void redisAnswersAgainOnItsPortAfterARestart() throws IOException {
        try (var server = EmbeddedRedisServer.notStarted()) {
            // Given
            assertThatThrownBy(() -> ping(server.port())).isInstanceOf(ConnectException.class);
            server.start();
            assertThat(ping(server.port())).isEqualTo("+PONG");

            // When
            server.restart();

            // Then
            assertThat(ping(server.port())).isEqualTo("+PONG");
        }
    }

    @Test
    void postgresKeepsWhatWasCommittedOverAKillAndAnswersAfterAHang() throws SQLException {
        try (var server = EmbeddedPostgresServer.started()) {
            // Given
            try (var connection = server.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (id int)");
                statement.execute("insert into kept values (42)");
            }

            // When
            server.kill();
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
            server.start();
            server.suspend();
            server.resume();

            // Then
            assertThat(one(server, "select id from kept")).isEqualTo("42");
        }
    }

    @Test
    void redisDoesNotAnswerWhileItIsSuspendedAndIsGoneWhenItIsKilled() throws IOException {
        try (var server = EmbeddedRedisServer.started()) {
            // Given
            server.suspend();
            assertThatThrownBy(() -> ping(server.port())).isInstanceOf(SocketTimeoutException.class);
            server.resume();
            assertThat(ping(server.port())).isEqualTo("+PONG");

            // When
            server.kill();

            // Then
            assertThatThrownBy(() -> ping(server.port())).isInstanceOf(ConnectException.class);
            server.start();
            assertThat(ping(server.port())).isEqualTo("+PONG");
        }
    }

    private static String one(EmbeddedPostgresServer server, String query) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String ping(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[16];
            var length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
        }
    }
}
