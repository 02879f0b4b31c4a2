package io.breakwater.health.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that something was wrong, from when it was raised to when it was over.
 *
 * @param subject what it is about: a service, {@code service/breaker}, or a component
 * @param component the part of the suite that it is about, as the component list names it
 * @param summary one line with the numbers; of the last time that it was looked at
 * @param toldAt when its receivers were last told of it; null while they were not, because it is silenced
 * @param heldBack alerts that are not raised because this one is their cause
 * @param clearedAt when it was over; null while it lasts
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        String id,
        long version,
        AlertRule rule,
        String subject,
        String component,
        AlertSeverity severity,
        String summary,
        Instant since,
        @Nullable Instant toldAt,
        @Nullable Acknowledgement acknowledged,
        List<String> heldBack,
        @Nullable Instant clearedAt)
        implements Kept {

    /** Somebody has taken it on; it is not told of again until it is over. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Acknowledgement(
            String by, Instant at, @Nullable String note) {}

    public Alert {
        heldBack = heldBack == null ? List.of() : List.copyOf(heldBack);
    }

    /** One that is raised now. */
    public static Alert raised(
            String id,
            AlertRule rule,
            String subject,
            String component,
            AlertSeverity severity,
            String summary,
            List<String> heldBack,
            Instant now) {
        return new Alert(id, 1, rule, subject, component, severity, summary, now, null, null, heldBack, null);
    }

    /** What there is one active alert of at a time. */
    @JsonIgnore
    public String key() {
        return rule.slug() + ":" + subject;
    }

    @Override
    @JsonIgnore
    public boolean open() {
        return clearedAt == null;
    }

    @Override
    @JsonIgnore
    public Instant at() {
        return clearedAt == null ? since : clearedAt;
    }

    public Alert told(Instant now) {
        return with(severity, summary, now, acknowledged, heldBack, null);
    }

    public Alert acknowledgedBy(Acknowledgement who) {
        return with(severity, summary, toldAt, who, heldBack, null);
    }

    /** More severe than somebody took on: it is nobody's again. */
    public Alert changedTo(AlertSeverity now, String newSummary) {
        return with(now, newSummary, toldAt, now.compareTo(severity) > 0 ? null : acknowledged, heldBack, null);
    }

    public Alert holdingBack(List<String> alerts) {
        return with(severity, summary, toldAt, acknowledged, alerts, null);
    }

    public Alert cleared(String newSummary, Instant now) {
        return with(severity, newSummary, toldAt, acknowledged, heldBack, now);
    }

    private Alert with(
            AlertSeverity newSeverity,
            String newSummary,
            @Nullable Instant told,
            @Nullable Acknowledgement who,
            List<String> held,
            @Nullable Instant over) {
        return new Alert(
                id, version + 1, rule, subject, component, newSeverity, newSummary, since, told, who, held, over);
    }
}
