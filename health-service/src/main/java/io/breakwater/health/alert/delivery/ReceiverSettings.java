package io.breakwater.health.alert.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who is told of alerts. A receiver whose address or key is not given is not there. */
@ConfigMapping(prefix = "breakwater.alert.receiver")
public interface ReceiverSettings {

    /** A channel in Slack. */
    Slack slack();

    /** A service in PagerDuty. */
    PagerDuty pagerduty();

    /** Any HTTP server. */
    Webhook webhook();

    /** How long the first repetition of a message that was not taken waits; each further one twice as long. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest pause between two attempts, also where the receiver asks for a longer one. */
    @WithDefault("5m")
    Duration longestPause();

    /** Slack. */
    interface Slack {
        /** {@code SLACK_WEBHOOK_URL}: an incoming webhook's address. A secret. */
        Optional<String> url();
    }

    /** PagerDuty. */
    interface PagerDuty {
        /** {@code PAGERDUTY_ROUTING_KEY}: the integration key of an Events API v2 integration. A secret. */
        Optional<String> routingKey();

        /** {@code PAGERDUTY_URL}: where events go; accounts in Europe have {@code https://events.eu.pagerduty.com/v2/enqueue}. */
        @WithDefault("https://events.pagerduty.com/v2/enqueue")
        String url();
    }

    /** The generic webhook. */
    interface Webhook {
        /** {@code ALERT_WEBHOOK_URL}. A secret: such addresses often carry a token. */
        Optional<String> url();

        /** {@code ALERT_WEBHOOK_SECRET}: signs each message; {@code whsec_} with base64, or any text. Unsigned without. */
        Optional<String> secret();
    }
}
