package io.breakwater.aireply.local;

import io.breakwater.aireply.local.Hits.Hit;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * What an engine knows of one language, from the file {@code <kind>/<language>.properties} beside this class: lists of
 * words and phrases, separated by commas, under keys that begin with {@code words.}, and texts. Never changes; safe for
 * many threads.
 */
public final class Lexicon {

    private static final String LIST = "words.";
    private static final int SHORTEST_START = 2;

    private final String name;
    private final Properties entries;

    /** Phrases by their first word; those whose first word may go on by its beginning. */
    private final Map<String, List<Listed>> exact = new HashMap<>();

    private final Map<String, List<Listed>> open = new HashMap<>();

    private record Listed(String list, Phrase phrase) {}

    private Lexicon(String name, Properties entries) {
        this.name = name;
        this.entries = entries;
        for (var key : entries.stringPropertyNames()) {
            if (key.startsWith(LIST)) {
                for (var text : entries.getProperty(key).split(",")) {
                    var phrase = Phrase.of(text);
                    (phrase.openAtOnce() ? open : exact)
                            .computeIfAbsent(phrase.first(), _ -> new ArrayList<>())
                            .add(new Listed(key.substring(LIST.length()), phrase));
                }
            }
        }
    }

    /** One for each language. */
    public static Map<Language, Lexicon> all(String kind) {
        var lexicons = new EnumMap<Language, Lexicon>(Language.class);
        for (var language : Language.values()) {
            lexicons.put(language, load(kind + "/" + language.tag() + ".properties"));
        }
        return lexicons;
    }

    private static Lexicon load(String name) {
        try (var file = requireNonNull(Lexicon.class.getResourceAsStream(name), name)) {
            var entries = new Properties();
            entries.load(new InputStreamReader(file, UTF_8));
            return new Lexicon(name, entries);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text under this key. */
    public String text(String key) {
        var text = entries.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(name + " has no " + key);
        }
        return text;
    }

    /** The texts under {@code key.1}, {@code key.2}, ...: at least one. */
    public List<String> texts(String key) {
        var found = IntStream.iterate(1, n -> entries.containsKey(key + "." + n), n -> n + 1)
                .mapToObj(n -> entries.getProperty(key + "." + n))
                .toList();
        return found.isEmpty() ? List.of(text(key)) : found;
    }

    /** What of all lists occurs in this text, in one pass over its words. */
    public Hits in(Words text) {
        var hits = new HashMap<String, List<Hit>>();
        var words = text.list();
        for (var at = 0; at < words.size(); at++) {
            var word = words.get(at);
            collect(exact.get(word), at, words, hits);
            for (var length = SHORTEST_START; length <= word.length(); length++) {
                collect(open.get(word.substring(0, length)), at, words, hits);
            }
        }
        return new Hits(hits);
    }

    private static void collect(
            @Nullable List<Listed> candidates, int at, List<String> words, Map<String, List<Hit>> hits) {
        if (candidates != null) {
            for (var listed : candidates) {
                if (listed.phrase().at(at, words)) {
                    hits.computeIfAbsent(listed.list(), _ -> new ArrayList<>()).add(new Hit(listed.phrase(), at));
                }
            }
        }
    }
}
