package io.breakwater.aireply.answer;

import java.util.function.Consumer;

/** Hands on so much of a text and no more. Used by one thread at a time. */
final class Told implements Consumer<String> {

    private final int most;
    private final Consumer<String> to;
    private int length;

    /** @param most in code points, as the platforms count */
    Told(int most, Consumer<String> to) {
        this.most = most;
        this.to = to;
    }

    @Override
    public void accept(String part) {
        length += part.codePointCount(0, part.length());
        if (length <= most) {
            to.accept(part);
        }
    }
}
