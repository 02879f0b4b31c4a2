package io.breakwater.aireply.local;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where the words and phrases of a lexicon's lists occur in a text. */
public final class Hits {

    /** @param at the place of its first word, counted in words */
    record Hit(Phrase phrase, int at) {}

    private final Map<String, List<Hit>> byList;

    Hits(Map<String, List<Hit>> byList) {
        this.byList = byList;
    }

    public boolean has(String list) {
        return byList.containsKey(list);
    }

    /** How many of the list's phrases occur. */
    public int count(String list) {
        return (int) in(list).stream().map(Hit::phrase).distinct().count();
    }

    /** The places at which phrases of this list begin, counted in words. */
    public List<Integer> places(String list) {
        return in(list).stream().map(Hit::at).distinct().toList();
    }

    /** The places of all words of such phrases. */
    public List<Integer> covered(String list) {
        return in(list).stream()
                .flatMapToInt(
                        hit -> IntStream.range(hit.at(), hit.at() + hit.phrase().size()))
                .boxed()
                .toList();
    }

    private List<Hit> in(String list) {
        return byList.getOrDefault(list, List.of());
    }
}
