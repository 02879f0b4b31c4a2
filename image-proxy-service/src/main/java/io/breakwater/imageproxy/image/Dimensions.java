package io.breakwater.imageproxy.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Width and height as the image's own header tells them, without decoding anything: what a browser would have to make
 * room for.
 */
record Dimensions(long width, long height) {

    private static final int JPEG_START_OF_SCAN = 0xda;
    private static final int ICO_LARGEST = 256;

    long pixels() {
        return Math.multiplyExact(width, height);
    }

    /** Empty where the header makes no sense. */
    static Optional<Dimensions> of(ImageType type, byte[] bytes) {
        try {
            var data = ByteBuffer.wrap(bytes);
            var found =
                    switch (type) {
                        case PNG -> text(data, 12, "IHDR") ? of(data.getInt(16), data.getInt(20)) : none();
                        case GIF -> gif(data);
                        case BMP -> bmp(data.order(ByteOrder.LITTLE_ENDIAN));
                        case JPEG -> jpeg(data);
                        case WEBP -> webp(data.order(ByteOrder.LITTLE_ENDIAN));
                        case AVIF -> avif(data);
                        // Its directory has a byte for each side, 0 for 256.
                        case ICO -> new Dimensions(ICO_LARGEST, ICO_LARGEST);
                    };
            return Optional.of(found).filter(size -> size.width > 0 && size.height > 0);
        } catch (IndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private static Dimensions none() {
        return new Dimensions(0, 0);
    }

    /** Sides past 31 bits, which no format allows, stay huge and do not overflow. */
    private static Dimensions of(int width, int height) {
        return new Dimensions(side(width), side(height));
    }

    private static long side(int bits) {
        return Math.min(Integer.toUnsignedLong(bits), Integer.MAX_VALUE);
    }

    private static Dimensions little(ByteBuffer data, int offset) {
        data.order(ByteOrder.LITTLE_ENDIAN);
        return of(data.getShort(offset) & 0xffff, data.getShort(offset + 2) & 0xffff);
    }

    /** What follows the colours is an extension or a picture, or it is a script that begins like a GIF. */
    private static Dimensions gif(ByteBuffer data) {
        var flags = data.get(10);
        var colours = (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
        var first = data.get(13 + colours);
        return first == '!' || first == ',' ? little(data, 6) : none();
    }

    private static Dimensions bmp(ByteBuffer data) {
        // A negative height stands for a picture that is stored from top to bottom.
        return data.getInt(14) == 12
                ? of(data.getShort(18) & 0xffff, data.getShort(20) & 0xffff)
                : of(data.getInt(18), Math.absExact(Math.max(data.getInt(22), -Integer.MAX_VALUE)));
    }

    /** Walks the segments up to the frame header (SOF0 to SOF15, but for DHT, JPG and DAC, which share the block). */
    private static Dimensions jpeg(ByteBuffer data) {
        var offset = 2;
        while (true) {
            if ((data.get(offset) & 0xff) != 0xff) {
                return none();
            }
            var marker = data.get(offset + 1) & 0xff;
            if (marker == 0xff) {
                offset++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return of(data.getShort(offset + 7) & 0xffff, data.getShort(offset + 5) & 0xffff);
            } else if (marker == JPEG_START_OF_SCAN) {
                return none();
            } else {
                offset += 2 + (data.getShort(offset + 2) & 0xffff);
            }
        }
    }

    private static Dimensions webp(ByteBuffer data) {
        return switch (data.get(15)) {
            case ' ' -> of(data.getShort(26) & 0x3fff, data.getShort(28) & 0x3fff);
            case 'L' -> of((data.getInt(21) & 0x3fff) + 1, (data.getInt(21) >>> 14 & 0x3fff) + 1);
            case 'X' -> of((data.getInt(24) & 0xff_ffff) + 1, (data.getInt(26) >>> 8 & 0xff_ffff) + 1);
            default -> none();
        };
    }

    /** The property {@code ispe} (ISO/IEC 23008-12, 6.5.3) lies in the boxes at the start; the largest one counts. */
    private static Dimensions avif(ByteBuffer data) {
        var largest = none();
        for (int offset = 0; offset <= Math.min(data.limit() - 16, 65_536); offset++) {
            if (text(data, offset, "ispe")) {
                var size = of(data.getInt(offset + 8), data.getInt(offset + 12));
                largest = size.width * (double) size.height > largest.width * (double) largest.height ? size : largest;
            }
        }
        return largest;
    }

    private static boolean text(ByteBuffer data, int offset, String text) {
        var wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (data.get(offset + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
