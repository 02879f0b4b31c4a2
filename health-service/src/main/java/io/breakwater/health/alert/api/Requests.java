package io.breakwater.health.alert.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What operators send, read strictly. */
final class Requests {

    private static final int LONGEST_TEXT = 200;
    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
    private static final Pattern TEXT = Pattern.compile("\\P{Cntrl}*");
    private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final String RULES = Arrays.stream(AlertRule.values())
            .filter(rule -> rule != AlertRule.TEST)
            .map(AlertRule::slug)
            .collect(Collectors.joining(", "));

    private Requests() {}

    /** Of an acknowledgement; a body is not needed. */
    @RegisterForReflection
    record Acknowledge(
            @Schema(description = "What is being done", examples = "looking at it") @Nullable
            String note) {

        @JsonCreator
        Acknowledge(@JsonProperty("note") @Nullable String note) {
            this.note = note == null || note.isBlank() ? null : text("note", note);
        }
    }

    /** From now on, for a while. */
    @RegisterForReflection
    @Schema(examples = "{\"rule\": \"cpu\", \"for\": \"2h\", \"why\": \"a load test\"}")
    record Mute(
            @Nullable String rule,
            @Nullable String component,
            @JsonProperty("for") @Nullable String period,
            @Nullable String why) {

        /** A misspelt {@code component} would silence everything. */
        @JsonAnySetter
        void other(String name, JsonNode value) {
            throw unknown();
        }

        Duration length() {
            var form = PERIOD.matcher(period == null ? "" : period);
            if (!form.matches()) {
                throw ProblemException.invalid(
                        "for", "must be a number of minutes, hours or days, such as 30m, 2h or 1d");
            }
            var count = Long.parseLong(form.group(1));
            var length =
                    switch (form.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case String _ -> Duration.ofDays(count);
                    };
            if (length.compareTo(LONGEST_SILENCE) > 0) {
                throw ProblemException.invalid("for", "must be at most 30d");
            }
            return length;
        }
    }

    /** Planned work. */
    @RegisterForReflection
    @Schema(
            examples =
                    "{\"component\": \"database\", \"from\": \"2026-11-22T22:00:00Z\", \"until\": \"2026-11-22T23:00:00Z\","
                            + " \"why\": \"upgrade\"}")
    record Maintenance(
            @Nullable String rule,
            @Nullable String component,
            @Nullable String from,
            @Nullable String until,
            @Nullable String why) {

        /** A misspelt {@code component} would silence everything. */
        @JsonAnySetter
        void other(String name, JsonNode value) {
            throw unknown();
        }

        Instant start(Instant now) {
            return from == null ? now : time("from", from);
        }

        Instant end(Instant start, Instant now) {
            var end = time("until", until);
            if (!end.isAfter(start) || !end.isAfter(now)) {
                throw ProblemException.invalid("until", "must be later than from, and than now");
            }
            if (end.isAfter(start.plus(LONGEST_SILENCE))) {
                throw ProblemException.invalid("until", "must be at most 30 days after from");
            }
            if (start.isAfter(now.plus(FARTHEST))) {
                throw ProblemException.invalid("from", "must be within a year");
            }
            return end;
        }
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("body", "has a field that means nothing here");
    }

    static @Nullable AlertRule rule(@Nullable String slug) {
        return slug == null
                ? null
                : AlertRule.find(slug)
                        .filter(rule -> rule != AlertRule.TEST)
                        .orElseThrow(() -> ProblemException.invalid("rule", "must be one of " + RULES));
    }

    static @Nullable String component(@Nullable String name) {
        if (name != null && !COMPONENT.matcher(name).matches()) {
            throw ProblemException.invalid("component", "must be a component's name");
        }
        return name;
    }

    static String why(@Nullable String why) {
        if (why == null || why.isBlank()) {
            throw ProblemException.invalid("why", "must be given: others will ask");
        }
        return text("why", why);
    }

    private static Instant time(String field, @Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.invalid(field, "must be a time in UTC such as 2026-11-22T22:00:00Z");
        }
    }

    private static String text(String field, String text) {
        if (text.length() > LONGEST_TEXT || !TEXT.matcher(text).matches()) {
            throw ProblemException.invalid(field, "must have at most 200 characters, none of them a control character");
        }
        return text.strip();
    }
}
