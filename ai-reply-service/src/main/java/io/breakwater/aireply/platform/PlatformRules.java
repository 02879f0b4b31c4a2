package io.breakwater.aireply.platform;

import io.breakwater.resilience.identity.Platform;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reply must look like to be posted, whoever wrote it: how long it may be and how that is counted, how it calls
 * the one whom it answers, how many hashtags it may carry. Nowhere any markup.
 */
public enum PlatformRules {
    /** Comments: 2,200, with up to 30 hashtags; five are as many as a reader bears. Handles: 30 of letters, digits, . and _. */
    INSTAGRAM(2_200, Measure.CODE_POINTS, 5, "[A-Za-z0-9._]{1,30}"),
    /** Comments: 8,000. A name in a text calls nobody there. */
    FACEBOOK(8_000, Measure.CODE_POINTS, 3, null),
    /** Posts and replies without a subscription: 280. X itself advises one or two hashtags. Handles: 15. */
    TWITTER(280, Measure.X, 2, "[A-Za-z0-9_]{1,15}"),
    /** Comments: 1,250. A name in a text calls nobody there. */
    LINKEDIN(1_250, Measure.CODE_POINTS, 3, null);

    private static final String ELLIPSIS = "…";

    private final int maxLength;
    private final Measure measure;
    private final int maxHashtags;
    private final Optional<Pattern> handle;

    PlatformRules(int maxLength, Measure measure, int maxHashtags, @Nullable String handle) {
        this.maxLength = maxLength;
        this.measure = measure;
        this.maxHashtags = maxHashtags;
        this.handle = Optional.ofNullable(handle).map(Pattern::compile);
    }

    public static PlatformRules of(Platform platform) {
        return switch (platform) {
            case INSTAGRAM -> INSTAGRAM;
            case FACEBOOK -> FACEBOOK;
            case TWITTER -> TWITTER;
            case LINKEDIN -> LINKEDIN;
        };
    }

    /** As the platform counts. */
    public int maxLength() {
        return maxLength;
    }

    public int maxHashtags() {
        return maxHashtags;
    }

    /** How long this text is as the platform counts: code points, and on X links as 23 and wide characters as two. */
    public int length(String text) {
        return measure.length(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** {@link #fit(String, Optional)} for nobody in particular. */
    public String fit(String text) {
        return fit(text, Optional.empty());
    }

    /**
     * The text as it may be posted: without markup, with at most {@link #maxHashtags()} hashtags, calling the sender and
     * nobody else, cut at a word where it is too long, and then ending in an ellipsis. Never cuts a link, an emoji or
     * a letter with its accents in two.
     *
     * @param sender who is answered; called where the platform has handles and this is one, with or without its {@code @}
     */
    public String fit(String text, Optional<String> sender) {
        var called = sender.map(name -> name.startsWith("@") ? name.substring(1) : name)
                .filter(name ->
                        handle.filter(form -> form.matcher(name).matches()).isPresent());
        var plain = Tags.hashtags(maxHashtags, Tags.mentionsOf(called, PlainText.of(text)));
        return plain.isEmpty()
                ? plain
                : cut(called.map(name -> Tags.calling(name, plain)).orElse(plain));
    }

    private String cut(String text) {
        if (measure.atMost(text) <= maxLength) {
            return text;
        }
        var pieces = measure.pieces(text);
        if (pieces.stream().mapToInt(Piece::length).sum() <= maxLength) {
            return text;
        }
        var room = maxLength - measure.length(ELLIPSIS);
        var end = 0;
        var word = 0;
        var used = 0;
        while (end < pieces.size() && used + pieces.get(end).length() <= room) {
            used += pieces.get(end).length();
            if (pieces.get(end).space()) {
                word = end;
            }
            end++;
        }
        // One endless word, or a script without spaces, is cut where it must be.
        var kept = pieces.get(end).space() || word <= end / 2 ? end : word;
        var head = new StringBuilder();
        pieces.subList(0, kept).forEach(piece -> head.append(piece.text()));
        return head.toString().stripTrailing() + ELLIPSIS;
    }
}
