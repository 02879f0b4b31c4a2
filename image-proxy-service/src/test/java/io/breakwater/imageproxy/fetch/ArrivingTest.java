package io.breakwater.imageproxy.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrivingTest {

    private static final int MAX = 4_000_000;

    @Test
    void everyReaderGetsAllOfItWheneverItCame() throws Exception {
        // Given
        var body = new Arriving();
        var buffer = new BodyBuffer(new ByteBudget(MAX * 2L).lease(), MAX, MAX);
        var random = new Random(1);
        var all = new ByteArrayOutputStream();
        Callable<byte[]> read = () -> read(body);

        // When
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 400; i++) {
                var part = new byte[random.nextInt(1, 9_000)];
                random.nextBytes(part);
                all.writeBytes(part);
                buffer.append(part.length, (target, at) -> System.arraycopy(part, 0, target, at, part.length));
                body.grew(buffer.bytes(), buffer.size());
                results.add(readers.submit(read));
            }
            body.end(buffer.finish());
            results.add(readers.submit(read));

            // Then
            for (var result : results) {
                assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(all.toByteArray());
            }
        }
        assertThat(body.bytes()).isEqualTo(all.toByteArray());
    }

    @Test
    void aReaderOfABodyThatBreaksOffIsToldSo() throws Exception {
        // Given
        var body = new Arriving();
        body.grew(new byte[16], 10);
        var reader = body.reader();
        reader.read(new byte[100], 1_000);

        // When
        body.cut();

        // Then
        assertThatThrownBy(() -> reader.read(new byte[100], 1_000)).isInstanceOf(IOException.class);
        assertThat(body.broken()).isTrue();
    }

    @Test
    void aReaderDoesNotWaitForEver() {
        // Given
        var reader = new Arriving().reader();

        // When
        Callable<?> read = () -> reader.read(new byte[100], 20);

        // Then
        assertThatThrownBy(read::call).isInstanceOf(IOException.class);
    }

    @Test
    void aReaderWhoIsLateTakesALittleAtATime() throws Exception {
        // Given
        var body = new Arriving();
        body.grew(new byte[MAX], MAX);

        // When
        var taken = body.reader().read(new byte[16_384], 1_000);

        // Then
        assertThat(taken).isEqualTo(16_384);
    }

    @Test
    void whatIsReleasedIsHeldByNobodyAndNotTakenForABreak() throws Exception {
        // Given
        var body = new Arriving();
        var reader = body.reader();
        body.end(new byte[100_000]);
        reader.read(new byte[16_384], 1_000);

        // When
        body.release();

        // Then
        assertThat(reader.read(new byte[16_384], 1_000)).isEqualTo(-1);
        assertThat(body.bytes()).isEmpty();
        assertThat(body.broken()).isFalse();
    }

    @Test
    void whatIsReleasedWhileItComesIsCutOffAndGrowsNoMore() throws Exception {
        // Given
        var body = new Arriving();
        body.grew(new byte[100], 100);

        // When
        body.release();

        // Then
        body.grew(new byte[200], 200);
        assertThat(body.broken()).isTrue();
        assertThat(body.bytes()).isEmpty();
    }

    private static byte[] read(Arriving body) throws IOException, InterruptedException {
        var all = new ByteArrayOutputStream();
        var reader = body.reader();
        var piece = new byte[10_000];
        for (var count = reader.read(piece, 5_000); count >= 0; count = reader.read(piece, 5_000)) {
            all.write(piece, 0, count);
        }
        return all.toByteArray();
    }
}
