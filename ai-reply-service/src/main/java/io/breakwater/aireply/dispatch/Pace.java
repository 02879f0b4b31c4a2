package io.breakwater.aireply.dispatch;

/** How fast the queue may be served. */
@FunctionalInterface
public interface Pace {

    /** Returns when the next call may begin; who returns has used up that call. */
    void await() throws InterruptedException;
}
