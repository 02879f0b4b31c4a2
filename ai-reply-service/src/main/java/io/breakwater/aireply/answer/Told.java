package io.breakwater.aireply.answer;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hands on the parts of a text while it is fit to be told, and so much of it and no more. Used by one thread at a time. */
final class Told implements Consumer<String> {

    private final int most;
    private final Predicate<String> fit;
    private final Consumer<String> to;
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    /**
     * @param most in code points, as the platforms count
     * @param fit whether a text that begins so may be told: asked before each part is
     */
    Told(int most, Predicate<String> fit, Consumer<String> to) {
        this.most = most;
        this.fit = fit;
        this.to = to;
    }

    @Override
    public void accept(String part) {
        if (ended) {
            return;
        }
        text.append(part);
        ended = text.codePointCount(0, text.length()) > most || !fit.test(text.toString());
        if (!ended) {
            to.accept(part);
        }
    }
}
