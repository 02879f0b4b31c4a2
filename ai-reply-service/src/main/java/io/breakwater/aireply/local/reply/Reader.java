package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Hits;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.LanguageGuess;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.aireply.local.Words;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** Reads a message by fixed rules over word lists. Deterministic, and honest about how little it understands. */
final class Reader {

    private static final Pattern LINK = Pattern.compile(
            "https?://|www\\.|\\b[a-z0-9-]{2,63}\\.(?:com|net|xyz|info|top|click|ly)\\b", Pattern.CASE_INSENSITIVE);

    /** A link with one such phrase is an invitation; two of them without a link are one too. */
    private static final int SPAM_WITH_LINK = 1;

    private static final int SPAM_ALONE = 2;

    /** What a word of a list says for its language, in nats: "Danke" is a whole message. */
    private static final double KNOWN_WORD = 2;

    /** The lists whose words are in one language as a rule; those of spam are in all. */
    private static final List<String> TELLING =
            List.of("positive", "negative", "complaint", "request", "distress", "abuse");

    private final Map<Language, Lexicon> lexicons = Lexicon.all("reply");
    private final LanguageGuess guess = new LanguageGuess();

    Lexicon lexicon(Language language) {
        return requireNonNull(lexicons.get(language), "every language has one");
    }

    Reading read(String text) {
        var words = Words.of(text);
        var hits = new EnumMap<Language, Hits>(Language.class);
        lexicons.forEach((language, lexicon) -> hits.put(language, lexicon.in(words)));
        var language = guess.of(text, evidence(hits));
        var own = requireNonNull(hits.get(language));
        var mood = Valence.of(text, own);
        return new Reading(language, intent(text, own, hits.values(), mood), mood);
    }

    private static Map<Language, Double> evidence(Map<Language, Hits> hits) {
        var evidence = new EnumMap<Language, Double>(Language.class);
        hits.forEach((language, found) -> evidence.put(
                language, KNOWN_WORD * TELLING.stream().mapToInt(found::count).sum()));
        return evidence;
    }

    private static Intent intent(String text, Hits own, Collection<Hits> all, Mood mood) {
        // Somebody in need, or in rage, may write in any mix of languages.
        if (distress(all)) {
            return Intent.DISTRESS;
        }
        if (all.stream().anyMatch(any -> any.has("abuse"))) {
            return Intent.ABUSE;
        }
        var spam = own.count("spam");
        if (spam >= SPAM_ALONE || spam >= SPAM_WITH_LINK && LINK.matcher(text).find()) {
            return Intent.SPAM;
        }
        if (own.has("complaint") && mood != Mood.POSITIVE) {
            return Intent.COMPLAINT;
        }
        if (own.has("request")) {
            return Intent.REQUEST;
        }
        if (text.contains("?") || mood == Mood.NEUTRAL && own.places("question").contains(0)) {
            return Intent.QUESTION;
        }
        return switch (mood) {
            case POSITIVE -> Intent.PRAISE;
            case NEGATIVE -> Intent.COMPLAINT;
            case NEUTRAL -> Intent.OTHER;
        };
    }

    /** What only looks like it, such as a word in the name of a film, is not. */
    private static boolean distress(Collection<Hits> all) {
        var harmless =
                all.stream().flatMap(hits -> hits.covered("idiom").stream()).collect(Collectors.toSet());
        return all.stream().flatMap(hits -> hits.places("distress").stream()).anyMatch(at -> !harmless.contains(at));
    }
}
