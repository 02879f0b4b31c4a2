package io.breakwater.aireply.local;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Guesses the language of a text from its letters and its most frequent words: a naive Bayes classifier over character
 * trigrams (Dunning, Statistical Identification of Language, 1994; the profiles as in Cavnar and Trenkle, N-Gram-Based
 * Text Categorization, 1994), with the weight of frequent words on top, because messages are short.
 */
public final class LanguageGuess {

    /** What one frequent word says for its language, in nats: about as much as three usual trigrams. */
    private static final double FREQUENT_WORD = 2.5;

    /** What English has ahead: it answers where there is no sign of any other. */
    private static final double ENGLISH_FIRST = 0.5;

    /** For trigrams never seen (Lidstone). */
    private static final double SMOOTHING = 0.3;

    private static final int GRAM = 3;
    /** Reading more changes no guess. */
    private static final int MOST_WORDS = 300;

    /** Links, mentions and hashtags are in no language. */
    private static final Pattern NO_LANGUAGE = Pattern.compile("https?://\\S+|www\\.\\S+|[@#][\\p{L}\\p{N}_]+");

    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}]+");

    private final Map<Language, Profile> profiles = new EnumMap<>(Language.class);

    /**
     * @param grams trigrams and the logarithm of their probability
     * @param unseen that of any other
     */
    private record Profile(Map<String, Double> grams, double unseen, Set<String> frequent) {

        /** Trigrams that can be: about a third of what this alphabet squared allows. */
        private static final int POSSIBLE = 5_000;

        static Profile of(Lexicon lexicon) {
            var seen = new HashMap<String, Integer>();
            words(lexicon.text("sample")).forEach(word -> count(word, seen));
            var total = seen.values().stream().mapToInt(n -> n).sum() + SMOOTHING * POSSIBLE;
            var grams = new HashMap<String, Double>();
            seen.forEach((gram, times) -> grams.put(gram, Math.log((times + SMOOTHING) / total)));
            return new Profile(
                    grams,
                    Math.log(SMOOTHING / total),
                    words(lexicon.text("stop")).collect(Collectors.toUnmodifiableSet()));
        }

        private static void count(String word, Map<String, Integer> grams) {
            for (var at = 0; at + GRAM <= word.length(); at++) {
                grams.merge(word.substring(at, at + GRAM), 1, Integer::sum);
            }
        }

        double score(String word) {
            var score = frequent.contains(word) ? FREQUENT_WORD : 0;
            for (var at = 0; at + GRAM <= word.length(); at++) {
                score += grams.getOrDefault(word.substring(at, at + GRAM), unseen);
            }
            return score;
        }
    }

    public LanguageGuess() {
        Lexicon.all("language").forEach((language, lexicon) -> profiles.put(language, Profile.of(lexicon)));
    }

    /**
     * The likeliest language; English for a text without any words in Latin letters.
     *
     * @param evidence what else speaks for a language, in nats
     */
    public Language of(String text, Map<Language, Double> evidence) {
        var words = words(NO_LANGUAGE.matcher(text).replaceAll(" "))
                .filter(LanguageGuess::latin)
                .limit(MOST_WORDS)
                .toList();
        var best = Language.EN;
        var bestScore = Double.NEGATIVE_INFINITY;
        for (var language : Language.values()) {
            var profile = profiles.get(language);
            var score = evidence.getOrDefault(language, 0.0)
                    + (language == Language.EN ? ENGLISH_FIRST : 0)
                    + words.stream().mapToDouble(profile::score).sum();
            if (score > bestScore) {
                best = language;
                bestScore = score;
            }
        }
        return best;
    }

    /** The words in lower case with a mark at both ends, accents and all: those tell languages apart. */
    private static Stream<String> words(String text) {
        return BREAKS.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(word -> "_" + word + "_");
    }

    private static boolean latin(String word) {
        return word.codePoints()
                .filter(Character::isLetter)
                .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
    }
}
