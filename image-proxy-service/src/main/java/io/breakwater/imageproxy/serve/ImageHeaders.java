package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.imageproxy.fetch.HttpDate;
import io.breakwater.imageproxy.image.ImageType;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every answer says, in the one place that knows it, whoever writes it out. */
@Singleton
final class ImageHeaders {

    private static final CharSequence TIER = HttpHeaders.createOptimized("X-Image-Tier");
    private static final CharSequence CACHE = HttpHeaders.createOptimized("X-Cache");
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");
    private static final CharSequence REASON = HttpHeaders.createOptimized("X-Image-Reason");
    private static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");
    private static final CharSequence SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence DISPOSITION = HttpHeaders.createOptimized("Content-Disposition");

    // Whatever it may turn out to be: no script, usable on every page; every answer of the suite says nosniff.
    private static final CharSequence NO_SCRIPT = HttpHeaders.createOptimized("sandbox; default-src 'none'");
    private static final CharSequence EVERY_PAGE = HttpHeaders.createOptimized("cross-origin");
    private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

    /** Half of a SHA-256 is more than enough to tell images apart. */
    private static final int TAG_DIGITS = 32;

    private static final long TENTH_OF_MS = 100_000;

    private final boolean originMatters;

    /** Where they are written. */
    @FunctionalInterface
    interface Target {

        void put(CharSequence name, CharSequence value);
    }

    ImageHeaders(@ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors) {
        this.originMatters = cors;
    }

    /** Those of an answer, whatever its body. */
    void answer(ImageAnswer answer, Duration took, Target to) {
        to.put(
                HttpHeaders.CACHE_CONTROL,
                answer.storable() ? "public, max-age=" + answer.maxAge().toSeconds() : "no-store");
        to.put(TIER, answer.tier().slug());
        to.put(CACHE, answer.cache());
        to.put(CACHE_STATUS, answer.cacheStatus());
        to.put(SERVER_TIMING, timing(took));
        to.put(SECURITY_POLICY, NO_SCRIPT);
        to.put(RESOURCE_POLICY, EVERY_PAGE);
        if (originMatters) {
            // The answer is the same for everybody, but for the headers that let other pages' scripts read it.
            to.put(HttpHeaders.VARY, ORIGIN);
        }
        if (answer.age().toSeconds() > 0) {
            to.put(HttpHeaders.AGE, Long.toString(answer.age().toSeconds()));
        }
        if (answer.reason() != null) {
            to.put(REASON, answer.reason().slug());
        }
    }

    /** Those by which an image is known again, and parts of it are asked for. */
    void validators(String tag, Instant changed, Target to) {
        to.put(HttpHeaders.ETAG, tag);
        to.put(HttpHeaders.LAST_MODIFIED, HttpDate.format(changed));
        to.put(HttpHeaders.ACCEPT_RANGES, BYTES);
    }

    /** Those of bytes of this type. */
    void type(ImageType type, Target to) {
        to.put(HttpHeaders.CONTENT_TYPE, type.mediaType());
        to.put(DISPOSITION, type.disposition());
    }

    static String tag(StoredBody body) {
        return '"' + body.hash().substring(0, TAG_DIGITS) + '"';
    }

    /** In ms with one decimal, rounded as people do; none where the clock was set back meanwhile. */
    static String timing(Duration took) {
        var tenths = Math.max(0, took.toNanos() + TENTH_OF_MS / 2) / TENTH_OF_MS;
        return "image;dur=" + tenths / 10 + '.' + tenths % 10;
    }
}
