package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the engine knows of one language: the words that give an intent or a mood away, and its phrasings. */
final class Lexicon {

    private static final String LIST = "words.";

    private final Properties entries;
    private final Map<String, List<Words>> lists;
    private final Set<String> stopWords;

    private Lexicon(Properties entries) {
        this.entries = entries;
        this.lists = entries.stringPropertyNames().stream()
                .filter(key -> key.startsWith(LIST))
                .collect(Collectors.toUnmodifiableMap(
                        key -> key.substring(LIST.length()), key -> list(entries.getProperty(key))));
        this.stopWords = phrases("stop").stream()
                .flatMap(words -> words.list().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Lexicon load(Language language) {
        var name = language.tag() + ".properties";
        try (var file = Lexicon.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            var entries = new Properties();
            entries.load(new InputStreamReader(file, UTF_8));
            return new Lexicon(entries);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many of these words are among the language's most frequent ones. */
    long familiar(Words text) {
        return text.list().stream().filter(stopWords::contains).count();
    }

    /** How many of the words and phrases under this key occur. */
    int count(String key, Words text) {
        return (int) phrases(key).stream().filter(text::contains).count();
    }

    /** The phrasings under {@code key.1}, {@code key.2}, ...: at least one. */
    List<String> phrasings(String key) {
        var found = IntStream.iterate(1, n -> entries.containsKey(key + "." + n), n -> n + 1)
                .mapToObj(n -> entries.getProperty(key + "." + n))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no phrasing for " + key);
        }
        return found;
    }

    private List<Words> phrases(String key) {
        return lists.getOrDefault(key, List.of());
    }

    private static List<Words> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(Words::of)
                .filter(words -> !words.list().isEmpty())
                .toList();
    }
}
