package io.breakwater.health.alert.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.health.alert.Alert;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.alert.Delivery.What;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * PagerDuty's Events API v2. What an alert is about is its {@code dedup_key}: the same event twice, or from two replicas, is
 * one incident.
 */
record PagerDutyReceiver(URI url, String routingKey, String source, ObjectMapper json) implements Receiver {

    /** PagerDuty's limit for {@code dedup_key}. */
    private static final int LONGEST_KEY = 255;

    @Override
    public String name() {
        return "pagerduty";
    }

    /** PagerDuty reminds by its own rules. */
    @Override
    public boolean wants(What what) {
        return what != What.REMINDER;
    }

    @Override
    public Message message(Delivery delivery, Instant now) {
        var root = json.createObjectNode();
        root.put("routing_key", routingKey);
        root.put("dedup_key", key(delivery));
        switch (delivery.what()) {
            case ACKNOWLEDGED -> root.put("event_action", "acknowledge");
            case CLEARED -> root.put("event_action", "resolve");
            case RAISED, CHANGED, REMINDER, TEST -> {
                root.put("event_action", "trigger");
                root.put("client", "Breakwater");
                payload(root.putObject("payload"), delivery);
            }
        }
        return new Message(url, root.toString(), Map.of());
    }

    private void payload(ObjectNode payload, Delivery delivery) {
        Alert alert = delivery.alert();
        payload.put("summary", Texts.headline(delivery));
        payload.put("source", source);
        payload.put(
                "severity",
                delivery.what() == What.TEST ? "info" : alert.severity().slug());
        payload.put("timestamp", delivery.written().toString());
        payload.put("component", alert.component());
        payload.put("group", source);
        payload.put("class", alert.rule().slug());
        var details = payload.putObject("custom_details");
        details.put("alert", alert.id());
        details.put("meaning", alert.rule().meaning());
        details.put("since", alert.since().toString());
        var held = details.putArray("held_back");
        alert.heldBack().forEach(held::add);
    }

    private String key(Delivery delivery) {
        var key = source + ":" + delivery.alert().key();
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }

    @Override
    public String toString() {
        return name();
    }
}
