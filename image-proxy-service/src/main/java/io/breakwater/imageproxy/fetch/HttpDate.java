package io.breakwater.imageproxy.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates as HTTP has them (RFC 9110, 5.6.7): {@code Sun, 06 Nov 1994 08:49:37 GMT}. Each answer has one and most images
 * have another, so the usual form is read and written by hand, and every other one is left to the JDK.
 */
public final class HttpDate {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int NAME = 3;
    private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
    private static final int FIRST_YEAR = 1_000;
    private static final int LAST_YEAR = 9_999;

    private static final DateTimeFormatter ANY_YEAR = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** To the second; what is below is dropped. */
    public static String format(Instant instant) {
        var time = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            return ANY_YEAR.format(instant);
        }
        var text = new StringBuilder(LENGTH);
        name(text, DAYS, time.getDayOfWeek().getValue()).append(", ");
        two(text, time.getDayOfMonth()).append(' ');
        name(text, MONTHS, time.getMonthValue()).append(' ').append(time.getYear());
        two(text.append(' '), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        return text.append(" GMT").toString();
    }

    /** Empty for what is no date. */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var date = text.strip();
        try {
            var usual = date.length() == LENGTH ? usual(date) : null;
            return Optional.of(usual != null ? usual : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** Null where it would not be written like this. */
    private static @Nullable Instant usual(String date) {
        var month = MONTHS.indexOf(date.substring(8, 11));
        var year = number(date, 12, 16);
        if (month < 0 || year < FIRST_YEAR) {
            return null;
        }
        var instant = LocalDateTime.of(
                        year,
                        month / NAME + 1,
                        number(date, 5, 7),
                        number(date, 17, 19),
                        number(date, 20, 22),
                        number(date, 23, 25))
                .toInstant(ZoneOffset.UTC);
        return format(instant).equals(date) ? instant : null;
    }

    /** -1, which no part of a date is, for anything but digits. */
    private static int number(String text, int from, int to) {
        var number = 0;
        for (int i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static StringBuilder name(StringBuilder text, String names, int nth) {
        return text.append(names, NAME * (nth - 1), NAME * nth);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
