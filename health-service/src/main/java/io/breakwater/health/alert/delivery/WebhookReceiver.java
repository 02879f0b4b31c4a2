package io.breakwater.health.alert.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.alert.Delivery.What;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A generic webhook with the headers of Standard Webhooks: an id to know it by, a timestamp, a signature. */
record WebhookReceiver(URI url, @Nullable WebhookSignature signature, String source, ObjectMapper json)
        implements Receiver {

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean wants(What what) {
        return true;
    }

    @Override
    public Message message(Delivery delivery, Instant now) {
        var alert = delivery.alert();
        var root = json.createObjectNode();
        root.put("id", delivery.id());
        root.put("type", "alert." + delivery.what().slug());
        root.put("timestamp", delivery.written().toString());
        root.put("source", source);
        root.put("dedupKey", source + ":" + alert.key());
        var data = root.putObject("alert");
        data.put("id", alert.id());
        data.put("rule", alert.rule().slug());
        data.put("severity", alert.severity().slug());
        data.put("subject", alert.subject());
        data.put("component", alert.component());
        data.put("summary", alert.summary());
        data.put("meaning", alert.rule().meaning());
        data.put("since", alert.since().toString());
        if (alert.clearedAt() != null) {
            data.put("clearedAt", alert.clearedAt().toString());
        }
        if (alert.acknowledged() != null) {
            data.put("acknowledgedBy", alert.acknowledged().by());
        }
        var held = data.putArray("heldBack");
        alert.heldBack().forEach(held::add);
        var body = root.toString();
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", delivery.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (signature != null) {
            headers.put("webhook-signature", signature.of(delivery.id(), now.getEpochSecond(), body));
        }
        return new Message(url, body, headers);
    }

    @Override
    public String toString() {
        return name();
    }
}
