package io.breakwater.imageproxy.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One of something for each name there is: labels are our own words, so they are few and known from the start. */
final class PerName<K extends Enum<K>, M> {

    private final List<M> made;

    PerName(Class<K> names, Function<K, M> make) {
        this.made = Arrays.stream(names.getEnumConstants()).map(make).toList();
    }

    M of(K name) {
        return made.get(name.ordinal());
    }
}
