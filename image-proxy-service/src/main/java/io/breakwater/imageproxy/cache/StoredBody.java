package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.image.ImageType;
import io.breakwater.imageproxy.image.RasterImage;
import java.nio.file.Path;

/** The bytes of an image that is kept: always whole, checked, and the ones that its hash names. */
public sealed interface StoredBody {

    ImageType type();

    /** SHA-256 of the bytes, in hex. */
    String hash();

    /** In bytes. */
    long length();

    /** In memory. */
    record InMemory(RasterImage image) implements StoredBody {

        @Override
        public ImageType type() {
            return image.type();
        }

        @Override
        public String hash() {
            return image.hash();
        }

        @Override
        public long length() {
            return image.bytes().length;
        }
    }

    /**
     * On disk, too large for memory. The file stays there for {@link DiskCache#LINGER} after this was given out, however
     * soon it is evicted: time enough to open it.
     */
    record InFile(ImageType type, String hash, long length, Path file) implements StoredBody {}
}
