package io.breakwater.resilience.request;

import io.vertx.ext.web.RoutingContext;

/**
 * A request whose answer goes on for as long as the caller listens, such as a stream of events. It takes no turn from the
 * requests that are worked on, and is not slow however long it lasts. Whoever answers it bounds how many there are.
 */
public final class LongLived {

    private static final String DECLARED = LongLived.class.getName();
    private static final String TURN = DECLARED + ".turn";

    private LongLived() {}

    /** Call once, before the answer begins. */
    public static void declare(RoutingContext context) {
        context.put(DECLARED, true);
        Runnable turn = context.get(TURN);
        if (turn != null) {
            turn.run();
        }
    }

    static boolean declared(RoutingContext context) {
        return context.get(DECLARED) != null;
    }

    /** @param giveBack ends the request's turn; does so once, however often it is run */
    static void keepTurn(RoutingContext context, Runnable giveBack) {
        context.put(TURN, giveBack);
    }
}
