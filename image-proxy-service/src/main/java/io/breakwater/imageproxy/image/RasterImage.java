package io.breakwater.imageproxy.image;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A whole image that may be shown.
 *
 * @param bytes owned by this record: nobody changes them
 * @param hash SHA-256 of the bytes, in hex: the same for the same bytes, in every replica
 */
public record RasterImage(ImageType type, byte[] bytes, String hash) {

    /** 50 megapixels: 200 MB once decoded, which is as much as a page may be made to take. */
    public static final long MAX_PIXELS = 50_000_000;

    private static final int SNIFFED = 512;

    /**
     * Takes what a server sent for an image.
     *
     * @throws FetchFailure where it is none that may pass
     */
    public static RasterImage read(byte[] bytes) throws FetchFailure {
        return of(check(bytes), bytes);
    }

    /**
     * The type of what starts like this: type and size stand at the start of every format that passes, so a body may be
     * judged before the rest of it has come.
     *
     * @throws FetchFailure where it is none that may pass, or the size is not among these bytes
     */
    public static ImageType check(byte[] head) throws FetchFailure {
        var type = ImageType.sniff(head).orElse(null);
        if (type == null) {
            throw (svg(head) ? Reason.SVG_REFUSED : Reason.NOT_AN_IMAGE).failure();
        }
        var size = Dimensions.of(type, head).orElseThrow(Reason.NOT_AN_IMAGE::failure);
        if (size.pixels() > MAX_PIXELS) {
            throw Reason.TOO_MANY_PIXELS.failure();
        }
        return type;
    }

    static RasterImage of(ImageType type, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new RasterImage(type, bytes, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether it ends as its format does, for where nothing else says that all of it came. */
    public boolean ended() {
        return switch (type) {
            case JPEG -> endsWith(0xff, 0xd9);
            case PNG -> endsWith('I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82);
            case GIF -> endsWith(0x3b);
            // The length of what follows stands in the first bytes, little-endian.
            case WEBP ->
                bytes.length
                        >= 8
                                + ((bytes[4] & 0xffL)
                                        | (bytes[5] & 0xffL) << 8
                                        | (bytes[6] & 0xffL) << 16
                                        | (bytes[7] & 0xffL) << 24);
            case AVIF, BMP, ICO -> true;
        };
    }

    private boolean endsWith(int... end) {
        for (int i = 0; i < end.length; i++) {
            var at = bytes.length - end.length + i;
            if (at < 0 || (bytes[at] & 0xff) != end[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean svg(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1);
        return start.toLowerCase(Locale.ROOT).contains("<svg");
    }
}
