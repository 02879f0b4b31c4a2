package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** Reads a message by fixed rules over word lists. Deterministic, and honest about how little it understands. */
final class Reader {

    private static final Pattern LINK = Pattern.compile("https?://|www\\.", Pattern.CASE_INSENSITIVE);
    // Hearts, smiles from U+1F600 to U+1F60D, thumbs up; frowns from U+1F61E to U+1F62D, thumbs down.
    private static final Pattern GLAD = Pattern.compile("[\\x{2764}\\x{263A}\\x{1F44D}\\x{1F600}-\\x{1F60D}]|:-?\\)");
    private static final Pattern SAD = Pattern.compile("[\\x{1F44E}\\x{1F61E}-\\x{1F62D}]|:-?\\(");

    /** A link with one such word is an invitation; three of them without a link are one too. */
    private static final int SPAM_WORDS_WITH_LINK = 1;

    private static final int SPAM_WORDS_ALONE = 3;

    private final Map<Language, Lexicon> lexicons;

    Reader() {
        this.lexicons = Arrays.stream(Language.values())
                .collect(Collectors.toMap(
                        Function.identity(), Lexicon::load, (a, _) -> a, () -> new EnumMap<>(Language.class)));
    }

    Lexicon lexicon(Language language) {
        return requireNonNull(lexicons.get(language), "every language has one");
    }

    Reading read(String text) {
        var words = Words.of(text);
        var language = language(words);
        var lexicon = lexicon(language);
        var mood = mood(text, words, lexicon);
        return new Reading(language, intent(text, words, lexicon, mood), mood);
    }

    /** The language most of whose frequent words occur; the first of equals. */
    private Language language(Words words) {
        return lexicons.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().familiar(words)))
                .filter(entry -> entry.getValue() > 0)
                .max(Comparator.<Map.Entry<Language, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(Language.EN);
    }

    private static Mood mood(String text, Words words, Lexicon lexicon) {
        var good = lexicon.count("positive", words) + found(GLAD, text);
        var bad = lexicon.count("negative", words) + found(SAD, text);
        // "not good" has a good word in it, and is not.
        return Mood.of(good - bad - 2 * lexicon.count("not-positive", words));
    }

    private Intent intent(String text, Words words, Lexicon lexicon, Mood mood) {
        // Somebody in need may write in any mix of languages.
        if (lexicons.values().stream().anyMatch(any -> any.count("distress", words) > 0)) {
            return Intent.DISTRESS;
        }
        var spam = lexicon.count("spam", words);
        if (spam >= SPAM_WORDS_ALONE || spam >= SPAM_WORDS_WITH_LINK && found(LINK, text) > 0) {
            return Intent.SPAM;
        }
        if (lexicon.count("complaint", words) > 0 && mood != Mood.POSITIVE) {
            return Intent.COMPLAINT;
        }
        if (lexicon.count("request", words) > 0) {
            return Intent.REQUEST;
        }
        if (text.contains("?") || startsLikeAQuestion(words, lexicon)) {
            return Intent.QUESTION;
        }
        return switch (mood) {
            case POSITIVE -> Intent.PRAISE;
            case NEGATIVE -> Intent.COMPLAINT;
            case NEUTRAL -> Intent.OTHER;
        };
    }

    private static boolean startsLikeAQuestion(Words words, Lexicon lexicon) {
        return Optional.of(words.list())
                .filter(list -> !list.isEmpty())
                .map(list -> Words.of(list.getFirst()))
                .filter(first -> lexicon.count("question", first) > 0)
                .isPresent();
    }

    private static int found(Pattern pattern, String text) {
        return pattern.matcher(text).find() ? 1 : 0;
    }
}
