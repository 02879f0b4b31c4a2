package io.breakwater.imageproxy.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes 8-bit grey PNGs. AWT, which could as well, has no place in a native image. */
final class GreyPng {

    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private GreyPng() {}

    static byte[] encode(int width, int height, IntBinaryOperator shade) {
        try {
            var file = new ByteArrayOutputStream();
            var out = new DataOutputStream(file);
            out.write(MAGIC);
            // 8 bits of grey, and the only compression, filter and interlace there are: none.
            chunk(
                    out,
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(width)
                            .putInt(height)
                            .put((byte) 8)
                            .array());
            chunk(out, "IDAT", rows(width, height, shade));
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    private static byte[] rows(int width, int height, IntBinaryOperator shade) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var rows = new DeflaterOutputStream(compressed)) {
            for (int y = 0; y < height; y++) {
                rows.write(0);
                for (int x = 0; x < width; x++) {
                    rows.write(shade.applyAsInt(x, y));
                }
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }
}
