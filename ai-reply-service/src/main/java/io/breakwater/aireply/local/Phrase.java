package io.breakwater.aireply.local;

import java.util.List;

/** A word, or words in a row, to look for; with a {@code *} at its end its last word may go on: {@code disappoint*}. */
public final class Phrase {

    private final List<String> words;
    private final boolean open;
    private final String needle;

    private Phrase(String text) {
        var read = Words.of(text);
        this.words = read.list();
        this.open = text.strip().endsWith("*");
        this.needle = open ? read.spaced().stripTrailing() : read.spaced();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a word");
        }
    }

    public static Phrase of(String text) {
        return new Phrase(text);
    }

    public boolean in(Words text) {
        return text.spaced().contains(needle);
    }

    /** In words. */
    int size() {
        return words.size();
    }

    String first() {
        return words.getFirst();
    }

    /** Whether its first word may go on. */
    boolean openAtOnce() {
        return open && words.size() == 1;
    }

    /** Whether it stands at this place of a text, counted in words. */
    boolean at(int place, List<String> text) {
        var last = words.size() - 1;
        if (place + last >= text.size()) {
            return false;
        }
        for (var n = 0; n < last; n++) {
            if (!text.get(place + n).equals(words.get(n))) {
                return false;
            }
        }
        return open
                ? text.get(place + last).startsWith(words.get(last))
                : text.get(place + last).equals(words.get(last));
    }
}
