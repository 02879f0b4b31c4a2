package io.breakwater.health.alert.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.alert.Alert;
import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.health.alert.Silence;
import io.breakwater.health.alert.delivery.ReceiverReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong now, what was before, and who is told.
 *
 * @param active the most severe first, then the oldest
 * @param recent the latest 100 that are over, the latest first
 * @param silences mutes and maintenance windows that stand or are planned
 */
@RegisterForReflection
record AlertsAnswer(
        Instant timestamp,
        List<Item> active,
        List<Item> recent,
        List<SilenceItem> silences,
        List<ReceiverReport> receivers) {

    /**
     * One alert.
     *
     * @param meaning what this kind of alert means, for whoever sees it first
     * @param silenced whether nobody is told of it now
     * @param heldBack alerts that are not raised because this one explains them
     * @param toldAt when receivers were last told; absent where they were not
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            AlertRule rule,
            AlertSeverity severity,
            String subject,
            String component,
            String summary,
            String meaning,
            Instant since,
            boolean silenced,
            List<String> heldBack,
            @Nullable Instant toldAt,
            Alert.@Nullable Acknowledgement acknowledged,
            @Nullable Instant clearedAt) {

        static Item of(Alert alert, AlertPage page, Instant now) {
            return new Item(
                    alert.id(),
                    alert.rule(),
                    alert.severity(),
                    alert.subject(),
                    alert.component(),
                    alert.summary(),
                    alert.rule().meaning(),
                    alert.since(),
                    alert.open() && page.silenced(alert, now),
                    alert.heldBack(),
                    alert.toldAt(),
                    alert.acknowledged(),
                    alert.clearedAt());
        }
    }

    /** @param active whether it silences anything now; else it is planned */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SilenceItem(
            String id,
            Silence.Kind kind,
            @Nullable AlertRule rule,
            @Nullable String component,
            Instant from,
            Instant until,
            boolean active,
            String by,
            String why) {

        static SilenceItem of(Silence silence, Instant now) {
            return new SilenceItem(
                    silence.id(),
                    silence.kind(),
                    silence.rule(),
                    silence.component(),
                    silence.from(),
                    silence.until(),
                    !now.isBefore(silence.from()) && now.isBefore(silence.until()),
                    silence.by(),
                    silence.why());
        }
    }

    static AlertsAnswer of(AlertPage page, List<ReceiverReport> receivers, Instant now) {
        return new AlertsAnswer(
                now,
                page.active().stream().map(alert -> Item.of(alert, page, now)).toList(),
                page.recent().stream().map(alert -> Item.of(alert, page, now)).toList(),
                page.silences().stream()
                        .filter(silence -> now.isBefore(silence.until()))
                        .map(silence -> SilenceItem.of(silence, now))
                        .toList(),
                receivers);
    }
}
