package io.breakwater.imageproxy.origin;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Real images, written by the JDK's own encoders. */
public final class Images {

    private Images() {}

    /** 8 by 6 pixels in this ImageIO format: jpg, png, gif or bmp. */
    public static byte[] small(String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A GIF of 8 by 6 pixels with so many bytes in all, others for each seed. */
    public static byte[] unique(long seed, int size) {
        var image = new byte[size];
        new Random(seed).nextBytes(image);
        var start = small("gif");
        System.arraycopy(start, 0, image, 0, Math.min(start.length, size));
        image[size - 1] = 0x3b;
        return image;
    }

    /** A PNG that says it has this many pixels each way. */
    public static byte[] hugePng(int side) {
        var png = small("png");
        ByteBuffer.wrap(png).putInt(16, side).putInt(20, side);
        return png;
    }

    /** A PNG that is small on the wire and has this many white or black pixels each way: 100 million in 12 KB. */
    public static byte[] bombPng(int side) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1).array());
        var rows = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(rows)) {
            for (int row = 0; row < side; row++) {
                deflated.write(new byte[1 + side / 8]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        chunk(out, "IDAT", rows.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var checked = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(checked);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(checked);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
