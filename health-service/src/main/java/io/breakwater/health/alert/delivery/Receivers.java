package io.breakwater.health.alert.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.Delivery;
import io.breakwater.health.alert.ReceiverList;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The receivers that are configured. One whose settings make no sense is told of in the log and left out. */
@Singleton
final class Receivers implements ReceiverList {

    private static final Logger LOG = Logger.getLogger(Receivers.class);

    private final List<Receiver> all = new ArrayList<>();

    Receivers(ReceiverSettings settings, AlertSettings alerts, ObjectMapper json) {
        var source = alerts.source();
        address("SLACK_WEBHOOK_URL", settings.slack().url())
                .ifPresent(url -> all.add(new SlackReceiver(url, source, json)));
        settings.pagerduty().routingKey().ifPresent(key -> address(
                        "PAGERDUTY_URL", Optional.of(settings.pagerduty().url()))
                .ifPresent(url -> all.add(new PagerDutyReceiver(url, key, source, json))));
        address("ALERT_WEBHOOK_URL", settings.webhook().url())
                .ifPresent(url -> webhook(url, settings.webhook().secret(), source, json));
    }

    private void webhook(URI url, Optional<String> secret, String source, ObjectMapper json) {
        try {
            @Nullable
            WebhookSignature signature = secret.map(WebhookSignature::new).orElse(null);
            all.add(new WebhookReceiver(url, signature, source, json));
        } catch (IllegalArgumentException noBase64) {
            // Unsigned messages would be refused, or worse, believed.
            LOG.warn("ALERT_WEBHOOK_SECRET begins with whsec_ and is no base64; the webhook is not used");
        }
    }

    private static Optional<URI> address(String name, Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(text.get().strip());
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below, without the value: it is a secret.
        }
        LOG.warnf("%s is no http or https address; this receiver is not used", name);
        return Optional.empty();
    }

    List<Receiver> all() {
        return List.copyOf(all);
    }

    @Override
    public List<String> wanting(Delivery.What what) {
        return all.stream()
                .filter(receiver -> receiver.wants(what))
                .map(Receiver::name)
                .toList();
    }
}
