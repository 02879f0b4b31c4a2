package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.outcome.FetchFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Images in files that are named after the SHA-256 of their bytes: {@code images/ab/cdef…}. A file appears under its name
 * whole or not at all. Nothing is forced to the disk, since nothing here must not be lost: what a power failure leaves
 * damaged does not match its name any more, and is not served. Blocks.
 */
final class ImageFiles {

    private static final int NAME = 64;

    private final Path directory;
    private final Path unfinished;

    ImageFiles(Path directory) {
        this.directory = directory;
        this.unfinished = directory.resolve("unfinished");
    }

    Path path(String hash) {
        return directory.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    /** The size of the file; 0 where there is none. */
    long size(String hash) {
        try {
            return Files.size(path(hash));
        } catch (IOException none) {
            return 0;
        }
    }

    void write(String hash, byte[] bytes) throws IOException {
        var file = path(hash);
        var written = unfinished.resolve(hash);
        Files.createDirectories(unfinished);
        Files.createDirectories(file.getParent());
        try {
            Files.write(written, bytes);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** @throws DamagedException where it is not what was written */
    RasterImage read(String hash) throws IOException, DamagedException {
        try {
            var image = RasterImage.read(Files.readAllBytes(path(hash)));
            if (image.hash().equals(hash)) {
                return image;
            }
        } catch (NoSuchFileException | FetchFailure gone) {
            // As below.
        }
        throw new DamagedException();
    }

    /** Reads all of it, to see that it is what was written. */
    void verify(String hash) throws IOException, DamagedException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            Files.copy(path(hash), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            if (HexFormat.of().formatHex(digest.digest()).equals(hash)) {
                return;
            }
        } catch (NoSuchFileException gone) {
            // As below.
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        throw new DamagedException();
    }

    void delete(String hash) throws IOException {
        Files.deleteIfExists(path(hash));
    }

    /** Deletes what was never finished and every image but these; tells the size of each that stays, and takes it out. */
    void sweep(Set<String> wanted, LongConsumer kept) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.walk(directory, 2)) {
            for (var found = files.filter(Files::isRegularFile).iterator(); found.hasNext(); ) {
                var file = found.next();
                var hash = file.getParent().getFileName().toString() + file.getFileName();
                if (hash.length() == NAME && wanted.remove(hash)) {
                    kept.accept(Files.size(file));
                } else {
                    Files.delete(file);
                }
            }
        }
    }

    /** A file that is not there, or not what its name says. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException() {
            super("not what was written", null, false, false);
        }
    }
}
