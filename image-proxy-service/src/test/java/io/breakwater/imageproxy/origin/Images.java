package io.breakwater.imageproxy.origin;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

    /** A PNG that says it has this many pixels each way. */
    public static byte[] hugePng(int side) {
        var png = small("png");
        ByteBuffer.wrap(png).putInt(16, side).putInt(20, side);
        return png;
    }
}
