package io.breakwater.resilience.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TcpRelayTest {

    private ServerSocket echo;
    private TcpRelay relay;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    var client = echo.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException _) {
                    // Closed at the end of the test.
                }
            }
        });
        relay = TcpRelay.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void forwardsBothWaysAndCountsConnections() throws IOException {
        try (var first = connect();
                var second = connect()) {
            // When
            var answers = List.of(ask(first, 7), ask(second, 8));

            // Then
            assertThat(answers).containsExactly(7, 8);
            assertThat(relay.connections()).isEqualTo(2);
        }
    }

    @Test
    void refusedConnectionsFailAtOnceAndThePortComesBack() throws IOException {
        // Given
        relay.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        // When
        relay.forward();

        // Then
        try (var socket = connect()) {
            assertThat(ask(socket, 1)).isEqualTo(1);
        }
    }

    @Test
    void aCutConnectionEndsAndTheNextOneWorks() throws IOException {
        try (var cut = connect()) {
            // Given
            assertThat(ask(cut, 1)).isEqualTo(1);

            // When
            relay.cut();

            // Then
            assertThat(endOf(cut)).isTrue();
            try (var next = connect()) {
                assertThat(ask(next, 2)).isEqualTo(2);
            }
        }
    }

    @Test
    void aBlackHoleSilencesOldAndNewConnectionsAndHoldsWhatTheySent() throws IOException {
        try (var before = connect()) {
            // Given
            assertThat(ask(before, 1)).isEqualTo(1);
            relay.blackHole();
            try (var during = connect()) {
                assertThatThrownBy(() -> ask(before, 2)).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> ask(during, 3)).isInstanceOf(SocketTimeoutException.class);

                // When
                relay.forward();

                // Then
                before.setSoTimeout(5_000);
                during.setSoTimeout(5_000);
                assertThat(before.getInputStream().read()).isEqualTo(2);
                assertThat(during.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void answersAreLateByTheDelay() throws IOException {
        relay.delay(Duration.ofMillis(250));
        try (var socket = connect()) {
            socket.setSoTimeout(5_000);
            var start = System.nanoTime();

            // When
            ask(socket, 1);

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        }
    }

    @Test
    void aSilentBlackHoleConnectsAndADroppingOneDoesNot() throws IOException {
        try (var silent = BlackHole.silent();
                var dropping = BlackHole.dropping()) {
            // When
            var connected = new Socket();
            connected.connect(new java.net.InetSocketAddress("127.0.0.1", silent.port()), 300);

            // Then
            try (connected;
                    var socket = new Socket()) {
                assertThatThrownBy(
                                () -> socket.connect(new java.net.InetSocketAddress("127.0.0.1", dropping.port()), 300))
                        .isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(300);
        return socket;
    }

    private static int ask(Socket socket, int question) throws IOException {
        socket.getOutputStream().write(question);
        return socket.getInputStream().read();
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException _) {
            // The relay cut it.
        }
    }
}
