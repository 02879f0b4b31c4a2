package io.breakwater.health.control;

import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an operator sends, read strictly. */
@RegisterForReflection
record OrderForm(
        @Schema(enumeration = {"open", "close", "reset"}) @Nullable
        String action,

        @Schema(examples = "usage-service") @Nullable String service,
        @Nullable String instance,

        @Schema(description = "When it closes by itself: a time, or how long from now", examples = "15m") @Nullable
        String until,

        @Nullable String why) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,255}");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_WHY = 200;

    /** @throws ProblemException {@code validation} */
    Order read(String breaker, String by, Instant now) {
        var wrong = new LinkedHashMap<String, String>();
        if (!NAME.matcher(breaker).matches()) {
            wrong.put("name", "must be a breaker's name");
        }
        var known = action == null ? Optional.<Action>empty() : Action.of(action);
        if (known.isEmpty()) {
            wrong.put("action", "must be open, close or reset");
        }
        if (service != null && !NAME.matcher(service).matches()) {
            wrong.put("service", "must be a service's name");
        }
        if (instance != null && !NAME.matcher(instance).matches()) {
            wrong.put("instance", "must be an instance's name");
        }
        if (why != null && why.length() > LONGEST_WHY) {
            wrong.put("why", "must have at most " + LONGEST_WHY + " characters");
        }
        var end = end(now, wrong);
        if (end != null && known.isPresent() && known.get() != Action.OPEN) {
            wrong.put("until", "makes sense for open alone");
        }
        if (!wrong.isEmpty() || known.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return new Order(
                breaker,
                known.get(),
                service,
                instance,
                end,
                why == null || why.isBlank() ? "not given" : why.strip(),
                by);
    }

    private @Nullable Instant end(Instant now, Map<String, String> wrong) {
        if (until == null) {
            return null;
        }
        try {
            var span = SPAN.matcher(until);
            var end = span.matches() ? now.plus(length(span.group(1), span.group(2))) : Instant.parse(until);
            if (end.isAfter(now) && !end.isAfter(now.plus(LONGEST))) {
                return end;
            }
        } catch (DateTimeException noTime) {
            // Told below with the rest.
        }
        wrong.put("until", "must be a time from now to 30 days ahead, like 15m or 2026-11-22T12:00:00Z");
        return null;
    }

    private static Duration length(String count, String unit) {
        var number = Long.parseLong(count);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
