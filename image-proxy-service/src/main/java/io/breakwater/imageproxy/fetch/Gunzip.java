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

    private static final int STEP = 64 * 1_024;

    private Gunzip() {}

    /**
     * Decodes within the budget.
     *
     * @throws FetchFailure for other encodings, damage, and more than this many bytes: a bomb ends there
     */
    static byte[] decode(Answer.Body body, int maxBytes) throws FetchFailure {
        return switch (body.encoding().toLowerCase(Locale.ROOT).strip()) {
            case "identity", "" -> body.bytes();
            case "gzip", "x-gzip" -> gunzip(body, maxBytes);
            default -> throw Reason.BAD_ENCODING.failure();
        };
    }

    private static byte[] gunzip(Answer.Body body, int maxBytes) throws FetchFailure {
        var decoded = new BodyBuffer(body.lease(), maxBytes, maxBytes);
        var step = new byte[STEP];
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                var length = n;
                decoded.append(length, (target, offset) -> System.arraycopy(step, 0, target, offset, length));
            }
            return decoded.finish();
        } catch (EOFException cutShort) {
            throw Reason.TRUNCATED.failure();
        } catch (IOException damaged) {
            throw Reason.BAD_ENCODING.failure();
        }
    }
}
