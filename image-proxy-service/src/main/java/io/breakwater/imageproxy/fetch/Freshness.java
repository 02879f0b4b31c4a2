package io.breakwater.imageproxy.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an origin's Cache-Control, or else its Expires, says about keeping its image (RFC 9111), within our bounds.
 *
 * @param storable false for {@code no-store} and {@code private}: everybody shares this cache
 * @param freshFor 0 to {@link #LONGEST}
 * @param staleAllowed false for {@code must-revalidate} and {@code proxy-revalidate}
 * @param staleWhileRevalidate how long past its life it may be served while a new one is fetched (RFC 5861); null where
 *     the origin does not say
 * @param staleIfError how long past its life it may stand in for one that can't be had (RFC 5861); null where the origin
 *     does not say
 */
public record Freshness(
        boolean storable,
        Duration freshFor,
        boolean staleAllowed,
        @Nullable Duration staleWhileRevalidate,
        @Nullable Duration staleIfError) {

    /** Where the origin does not say. */
    public static final Duration UNSAID = Duration.ofHours(1);

    /** Whatever the origin says. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** Whatever the origin says of staleness. */
    private static final Duration LONGEST_STALE = Duration.ofDays(30);

    private static final Pattern MAX_AGE = directive("max-age");
    private static final Pattern SHARED_MAX_AGE = directive("s-maxage");
    private static final Pattern STALE_WHILE_REVALIDATE = directive("stale-while-revalidate");
    private static final Pattern STALE_IF_ERROR = directive("stale-if-error");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    /** @param now what stands in for a Date that is missing */
    static Freshness of(
            @Nullable String cacheControl,
            @Nullable String age,
            @Nullable String expires,
            @Nullable String date,
            Instant now) {
        var said = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
        return new Freshness(
                !said.contains("no-store") && !said.contains("private"),
                freshFor(said, already(age), expires, HttpDate.parse(date).orElse(now)),
                !said.contains("must-revalidate") && !said.contains("proxy-revalidate"),
                window(STALE_WHILE_REVALIDATE, said),
                window(STALE_IF_ERROR, said));
    }

    /** The same, but good for no longer than this. */
    public Freshness atMost(Duration longest) {
        var shorter = longest.isNegative() ? Duration.ZERO : longest;
        return freshFor.compareTo(shorter) <= 0
                ? this
                : new Freshness(storable, shorter, staleAllowed, staleWhileRevalidate, staleIfError);
    }

    private static @Nullable Duration window(Pattern directive, String said) {
        var found = directive.matcher(said);
        return found.find()
                ? Duration.ofSeconds(Math.min(Long.parseLong(found.group(1)), LONGEST_STALE.toSeconds()))
                : null;
    }

    private static Duration freshFor(String said, long already, @Nullable String expires, Instant sent) {
        if (said.contains("no-cache")) {
            return Duration.ZERO;
        }
        for (var directive : new Pattern[] {SHARED_MAX_AGE, MAX_AGE}) {
            var found = directive.matcher(said);
            if (found.find()) {
                return bounded(Long.parseLong(found.group(1)) - already);
            }
        }
        if (expires == null) {
            return UNSAID;
        }
        // What is no date, often "0" or "-1", is past (RFC 9111, 5.3).
        return HttpDate.parse(expires)
                .map(end -> bounded(Duration.between(sent, end).toSeconds() - already))
                .orElse(Duration.ZERO);
    }

    private static Pattern directive(String name) {
        return Pattern.compile("(?:^|[,\\s])" + name + "\\s*=\\s*\"?(\\d{1,18})");
    }

    private static Duration bounded(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
    }

    private static long already(@Nullable String age) {
        return age != null && DIGITS.matcher(age).matches() ? Long.parseLong(age) : 0;
    }
}
