package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the encoding of a body: some servers send gzip though they were asked for identity. */
final class Gunzip {

    private Gunzip() {}

    /** @throws FetchFailure for other encodings, damage, and more than this many bytes: a bomb ends there */
    static byte[] decode(byte[] body, String encoding, int maxBytes) throws FetchFailure {
        return switch (encoding.toLowerCase(Locale.ROOT).strip()) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> gunzip(body, maxBytes);
            default -> throw Reason.BAD_ENCODING.failure();
        };
    }

    private static byte[] gunzip(byte[] body, int maxBytes) throws FetchFailure {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw Reason.TOO_LARGE.failure();
            }
            return bytes;
        } catch (EOFException cutShort) {
            throw Reason.TRUNCATED.failure();
        } catch (IOException damaged) {
            throw Reason.BAD_ENCODING.failure();
        }
    }
}
