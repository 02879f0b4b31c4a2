package io.breakwater.imageproxy.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The raster formats that pass, each known by its first bytes. */
public enum ImageType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp"),
    AVIF("image/avif"),
    BMP("image/bmp"),
    ICO("image/x-icon");

    private final String mediaType;
    private final String disposition;

    ImageType(String mediaType) {
        this.mediaType = mediaType;
        this.disposition = "inline; filename=\"image." + extension() + "\"";
    }

    /** What goes out as Content-Type. */
    public String mediaType() {
        return mediaType;
    }

    /** What goes out as Content-Disposition: shown, and saved under a name that fits. */
    public String disposition() {
        return disposition;
    }

    private String extension() {
        return name().equals("JPEG") ? "jpg" : name().toLowerCase(Locale.ROOT);
    }

    /** The type of what starts like this; empty for anything else, HTML and SVG included. */
    static Optional<ImageType> sniff(byte[] bytes) {
        return Arrays.stream(values()).filter(type -> type.matches(bytes)).findFirst();
    }

    private boolean matches(byte[] bytes) {
        return switch (this) {
            case JPEG -> at(bytes, 0, "\u00ff\u00d8\u00ff");
            case PNG -> at(bytes, 0, "\u0089PNG\r\n\u001a\n");
            case GIF -> at(bytes, 0, "GIF87a") || at(bytes, 0, "GIF89a");
            case WEBP -> at(bytes, 0, "RIFF") && at(bytes, 8, "WEBPVP8");
            case AVIF -> at(bytes, 4, "ftypavif") || at(bytes, 4, "ftypavis");
            // "BM" alone is the start of many a text: the header's fixed zeros and size belong to it.
            case BMP -> at(bytes, 0, "BM") && at(bytes, 6, "\0\0\0\0") && at(bytes, 15, "\0\0\0");
            case ICO -> at(bytes, 0, "\0\0\u0001\0");
        };
    }

    private static boolean at(byte[] bytes, int offset, String magic) {
        var wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + wanted.length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }
}
