package io.breakwater.health.alert.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.alert.Delivery.What;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Slack's incoming webhooks: a text and the same in blocks. They know no message id, so one may come twice after a crash. */
record SlackReceiver(URI url, String source, ObjectMapper json) implements Receiver {

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public boolean wants(What what) {
        return true;
    }

    @Override
    public Message message(Delivery delivery, Instant now) {
        var alert = delivery.alert();
        var root = json.createObjectNode();
        var headline = escaped(Texts.headline(delivery));
        root.put("text", headline);
        var blocks = root.putArray("blocks");
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put(
                        "text",
                        mark(delivery) + " *" + headline + "*\n"
                                + escaped(alert.rule().meaning()));
        var context = escaped(source) + " · since " + alert.since()
                + (alert.heldBack().isEmpty()
                        ? ""
                        : " · held back: " + escaped(Texts.cut(String.join(", ", alert.heldBack()))));
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", context);
        return new Message(url, root.toString(), Map.of());
    }

    private static String mark(Delivery delivery) {
        return switch (delivery.what()) {
            case CLEARED -> ":white_check_mark:";
            case ACKNOWLEDGED -> ":eyes:";
            case TEST -> ":information_source:";
            case RAISED, CHANGED, REMINDER ->
                switch (delivery.alert().severity()) {
                    case WARNING -> ":warning:";
                    case CRITICAL -> ":rotating_light:";
                };
        };
    }

    /** The three characters that mean something to Slack. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return name();
    }
}
