package io.breakwater.aireply.stream;

import java.util.function.Consumer;

/**
 * Makes an answer and tells its parts meanwhile.
 *
 * @param <A> the whole answer
 */
@FunctionalInterface
public interface Telling<A> {

    /** @param parts takes each part as it comes, in order, and never waits */
    A make(Consumer<String> parts);
}
