package io.breakwater.health.alert.delivery;

import io.breakwater.health.alert.Delivery;
import java.time.Instant;

/** Somebody who is told of alerts, in a form of their own. */
sealed interface Receiver permits SlackReceiver, PagerDutyReceiver, WebhookReceiver {

    /** Unique, fixed, and safe to show. */
    String name();

    /** Whether messages of this kind are sent there at all. */
    boolean wants(Delivery.What what);

    /** The message as it goes out. Carries secrets: never to be logged or answered. */
    Message message(Delivery delivery, Instant now);
}
