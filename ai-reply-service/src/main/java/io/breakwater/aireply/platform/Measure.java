package io.breakwater.aireply.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How a platform counts the length of a text. */
enum Measure {
    /** Each Unicode code point is one. */
    CODE_POINTS {
        @Override
        List<Piece> pieces(String text) {
            return GRAPHEME.matcher(text)
                    .results()
                    .map(found -> new Piece(
                            found.group(),
                            found.group().codePointCount(0, found.group().length())))
                    .toList();
        }

        @Override
        int atMost(String text) {
            return text.codePointCount(0, text.length());
        }
    },

    /** As X does: twitter-text, configuration 3 (config/v3.json there), divided by its scale of 100. */
    X {
        @Override
        List<Piece> pieces(String text) {
            var pieces = new ArrayList<Piece>();
            var links = Links.PATTERN.matcher(text);
            var done = 0;
            while (links.find()) {
                characters(text.substring(done, links.start()), pieces);
                pieces.add(new Piece(links.group(), linkLength(links.group())));
                done = links.end();
            }
            characters(text.substring(done), pieces);
            return pieces;
        }

        /** A short link counts more than it has characters, and there is none without a dot. */
        @Override
        int atMost(String text) {
            return text.indexOf('.') < 0 ? WIDE * text.codePointCount(0, text.length()) : Integer.MAX_VALUE;
        }
    };

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** {@code transformedURLLength}: each link becomes one of t.co, however long or short it was. */
    private static final int LINK = 23;

    /** {@code defaultWeight}; {@code emojiParsingEnabled} makes a whole emoji sequence count this once. */
    private static final int WIDE = 2;

    private static final Pattern EMOJI = Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\uFE0F?\\u20E3"
            + "|\\p{IsExtended_Pictographic}[\\uFE0F\\x{1F3FB}-\\x{1F3FF}]?"
            + "(?:\\u200D\\p{IsExtended_Pictographic}[\\uFE0F\\x{1F3FB}-\\x{1F3FF}]?)*"
            + "|\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+");

    /** The text in its parts, in order; put together they are the text again. */
    abstract List<Piece> pieces(String text);

    /** What the text counts at the most: found out sooner than what it does count. */
    abstract int atMost(String text);

    final int length(String text) {
        return pieces(text).stream().mapToInt(Piece::length).sum();
    }

    private static void characters(String text, List<Piece> pieces) {
        GRAPHEME.matcher(text)
                .results()
                .map(found -> new Piece(found.group(), characterLength(found.group())))
                .forEach(pieces::add);
    }

    private static int characterLength(String grapheme) {
        return EMOJI.matcher(grapheme).matches()
                ? WIDE
                : grapheme.codePoints().map(Measure::codePointLength).sum();
    }

    /** {@code ranges} of the configuration: Latin to Georgian, and general punctuation, count one; all else two. */
    private static int codePointLength(int codePoint) {
        return codePoint <= 4_351
                        || codePoint >= 8_192 && codePoint <= 8_205
                        || codePoint >= 8_208 && codePoint <= 8_223
                        || codePoint >= 8_242 && codePoint <= 8_247
                ? 1
                : WIDE;
    }

    /** Only X knows for sure which endings make a link: where that is open, the larger of both counts. */
    private static int linkLength(String link) {
        if (Links.surely(link)) {
            return LINK;
        }
        var characters = new ArrayList<Piece>();
        characters(link, characters);
        return Math.max(LINK, characters.stream().mapToInt(Piece::length).sum());
    }
}
