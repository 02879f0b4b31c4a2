package io.breakwater.bench.image;

import io.breakwater.bench.server.Listener;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Random;
import javax.imageio.ImageIO;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Has the same JPEG of about 50 KB under every path. By hand, because it shares the machine with what is measured. */
final class Origin implements AutoCloseable {

    private static final int SIDE = 284;

    private final Listener listener;
    private final byte[] answer;
    private final int size;

    Origin() throws IOException {
        var image = jpeg();
        size = image.length;
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nCache-Control: max-age=3600\r\nContent-Length: "
                                + image.length + "\r\n\r\n")
                        .getBytes(US_ASCII));
        whole.writeBytes(image);
        answer = whole.toByteArray();
        listener = Listener.on(0, 512, this::serve);
    }

    int port() {
        return listener.port();
    }

    /** The image's, in bytes. */
    int size() {
        return size;
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Socket caller) throws IOException {
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
        var out = caller.getOutputStream();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                out.write(answer);
            }
        }
    }

    /** Noise, which nothing makes smaller. */
    private static byte[] jpeg() {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (var x = 0; x < SIDE; x++) {
            for (var y = 0; y < SIDE; y++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
