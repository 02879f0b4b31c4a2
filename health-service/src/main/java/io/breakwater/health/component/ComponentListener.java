package io.breakwater.health.component;

/** Is told of every check. Make each one a CDI bean. Called on the checking thread, so it must never wait. */
public interface ComponentListener {

    /** @param changed whether the status is another than at the check before */
    void checked(ComponentReport report, boolean changed);
}
