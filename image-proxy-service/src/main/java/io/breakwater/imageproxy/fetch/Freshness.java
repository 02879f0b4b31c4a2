package io.breakwater.imageproxy.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an origin's Cache-Control says about keeping its image (RFC 9111), within our bounds.
 *
 * @param storable false for {@code no-store} and {@code private}: everybody shares this cache
 * @param freshFor 0 to {@link #LONGEST}
 * @param staleAllowed false for {@code must-revalidate} and {@code proxy-revalidate}
 */
public record Freshness(boolean storable, Duration freshFor, boolean staleAllowed) {

    /** Where the origin does not say. */
    public static final Duration UNSAID = Duration.ofHours(1);

    /** Whatever the origin says. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,18})");
    private static final Pattern SHARED_MAX_AGE = Pattern.compile("(?:^|[,\\s])s-maxage\\s*=\\s*\"?(\\d{1,18})");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    static Freshness of(@Nullable String cacheControl, @Nullable String age) {
        var said = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
        return new Freshness(
                !said.contains("no-store") && !said.contains("private"),
                freshFor(said, age),
                !said.contains("must-revalidate") && !said.contains("proxy-revalidate"));
    }

    private static Duration freshFor(String said, @Nullable String age) {
        if (said.contains("no-cache")) {
            return Duration.ZERO;
        }
        for (var directive : new Pattern[] {SHARED_MAX_AGE, MAX_AGE}) {
            var found = directive.matcher(said);
            if (found.find()) {
                var already = age != null && DIGITS.matcher(age).matches() ? Long.parseLong(age) : 0;
                var left = Math.max(0, Long.parseLong(found.group(1)) - already);
                return Duration.ofSeconds(Math.min(left, LONGEST.toSeconds()));
            }
        }
        return UNSAID;
    }
}
