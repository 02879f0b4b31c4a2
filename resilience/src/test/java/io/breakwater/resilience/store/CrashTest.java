package io.breakwater.resilience.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@Timeout(120)
class CrashTest {

    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 500;

    @TempDir
    Path directory;

    @Test
    void whatAKilledProcessAcknowledgedIsInTheDatabaseAndTheNextOneTakesOver() throws Exception {
        var file = directory.resolve("test.db");
        var acknowledged = new HashSet<String>();
        for (var round = 0; round < ROUNDS; round++) {
            // Given
            var child = start(file, round);
            try (var output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
                for (var i = 0; i < ACKNOWLEDGED_BEFORE_THE_KILL; i++) {
                    acknowledged.add(acknowledgedId(output.readLine()));
                }
                try (var next = StoreFixture.open(file)) {
                    assertThat(next.status())
                            .asInstanceOf(type(StoreStatus.Unwritable.class))
                            .returns(StoreFault.IN_USE, StoreStatus.Unwritable::fault);

                    // When
                    child.toHandle().destroyForcibly();

                    // Then
                    output.lines()
                            .filter(line -> line.endsWith(";"))
                            .forEach(line -> acknowledged.add(acknowledgedId(line)));
                    StoreFixture.awaitWritable(next);
                    assertThat(StoreFixture.ids(next)).containsAll(acknowledged);
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(Path file, int round) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Acknowledging.class.getName(),
                        file.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A line cut off by the kill has no semicolon. */
    private static String acknowledgedId(String line) {
        assertThat(line).startsWith("ack ").endsWith(";");
        return line.substring(4, line.length() - 1);
    }

    /** The process that is killed: says which ids were acknowledged, for ever. */
    static final class Acknowledging {

        private Acknowledging() {}

        public static void main(String[] arguments) throws IOException {
            var round = arguments[1];
            try (var store = StoreFixture.open(Path.of(arguments[0]));
                    var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var caller = 0; caller < 32; caller++) {
                    var name = round + "-" + caller + "-";
                    callers.submit(() -> {
                        for (var i = 0; ; i++) {
                            var id = name + i;
                            StoreFixture.insert(store, id);
                            System.out.println("ack " + id + ";");
                        }
                    });
                }
            }
        }
    }
}
