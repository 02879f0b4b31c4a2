package io.breakwater.health.change;

/** Is told of every change, once and in the order in which each teller saw them. Make each one a CDI bean. */
public interface ChangeListener {

    /** Called on the teller's thread, by many of them at once, so it must never wait. */
    void changed(Change change);
}
