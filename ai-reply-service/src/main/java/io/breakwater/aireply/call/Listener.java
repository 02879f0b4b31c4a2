package io.breakwater.aireply.call;

import java.util.function.Consumer;

/** A caller who wants to be told the answer's parts as they come. Safe for use by many threads. */
public final class Listener implements Consumer<String> {

    private final Consumer<String> parts;
    private volatile boolean told;

    /** @param parts must not wait */
    public Listener(Consumer<String> parts) {
        this.parts = parts;
    }

    @Override
    public void accept(String part) {
        told = true;
        parts.accept(part);
    }

    /** Whether they know something of the answer already, so that no other can be given in its place. */
    public boolean told() {
        return told;
    }
}
