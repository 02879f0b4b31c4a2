package io.breakwater.health.registered;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.component.Criticality;
import io.breakwater.health.registered.check.BodyPath;
import io.breakwater.health.registered.check.Conditions;
import io.breakwater.health.registered.check.DependencyType;
import io.breakwater.health.registered.check.Endpoint;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sends, and what is kept of it: read strictly, everything that is wrong told at once.
 *
 * @param interval from one check to the next, 5s to 1h; 30s where it is left out
 * @param timeout how long one check may take, 100ms to 30s and no longer than the interval; 5s where it is left out
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record DependencyForm(
        @Schema(examples = "payments", pattern = "[a-z][a-z0-9-]{0,62}") @Nullable
        String name,

        @Schema(enumeration = {"http", "tcp", "postgres", "redis", "s3"}) @Nullable
        String type,

        @Schema(enumeration = {"critical", "important", "optional"}) @Nullable
        String criticality,

        @Schema(examples = "https://payments.example.com/health") @Nullable
        String url,

        @Schema(examples = "30s") @Nullable String interval,
        @Schema(examples = "5s") @Nullable String timeout,
        @Nullable ConditionsForm conditions,
        @Nullable List<String> dependsOn) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
    private static final int LONGEST_URL = 2_048;
    private static final int MOST = 32;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    /** As {@link Conditions} has it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConditionsForm(
            @Nullable List<@Nullable Integer> status,
            @Schema(examples = "$.status") @Nullable String bodyPath,
            @Schema(examples = "ok") @Nullable String bodyEquals,
            @Nullable Integer maxMs,
            @Nullable Integer certificateDays) {}

    /** @throws ProblemException {@code validation}, which says what is wrong with which field */
    RegisteredDependency read() {
        var wrong = new LinkedHashMap<String, String>();
        if (name == null || !NAME.matcher(name).matches()) {
            wrong.put("name", "must be 1 to 63 of a-z, 0-9 and -, starting with a letter");
        }
        var knownType = type == null ? Optional.<DependencyType>empty() : DependencyType.of(type);
        if (knownType.isEmpty()) {
            wrong.put("type", "must be http, tcp, postgres, redis or s3");
        }
        var known = Stream.of(Criticality.values())
                .filter(each -> each.slug().equals(criticality))
                .findFirst();
        if (known.isEmpty()) {
            wrong.put("criticality", "must be critical, important or optional");
        }
        var every = time("interval", interval, Duration.ofSeconds(30), SHORTEST_INTERVAL, LONGEST_INTERVAL, wrong);
        var within = time("timeout", timeout, Duration.ofSeconds(5), SHORTEST_TIMEOUT, LONGEST_TIMEOUT, wrong);
        if (within.compareTo(every) > 0) {
            wrong.put("timeout", "must not be longer than the interval");
        }
        var read = conditions == null ? Conditions.NONE : conditions(conditions, knownType, wrong);
        var needs = needs(wrong);
        var address = knownType.flatMap(kind -> address(kind, wrong));
        if (!wrong.isEmpty() || address.isEmpty() || known.isEmpty() || knownType.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return new RegisteredDependency(
                String.valueOf(name),
                known.get(),
                new Endpoint(knownType.get(), address.get(), within, read),
                every,
                needs);
    }

    private Optional<URI> address(DependencyType kind, Map<String, String> wrong) {
        var problem = "must be a URL that begins with "
                + String.join(":// or ", kind.schemes().stream().sorted().toList()) + "://";
        if (url == null || url.length() > LONGEST_URL) {
            wrong.put("url", problem);
            return Optional.empty();
        }
        try {
            var parsed = new URI(url).parseServerAuthority();
            if (parsed.getScheme() == null
                    || !kind.schemes().contains(parsed.getScheme())
                    || parsed.getHost() == null) {
                wrong.put("url", problem);
            } else if (parsed.getPort() == 0 || parsed.getPort() > 65_535) {
                wrong.put("url", "must have a port from 1 to 65535");
            } else if (kind == DependencyType.TCP && parsed.getPort() < 0) {
                wrong.put("url", "must name a port");
            } else if (kind == DependencyType.S3
                    && !String.valueOf(parsed.getRawPath()).matches("/[a-z0-9.-]{3,63}/?")) {
                wrong.put("url", "must name the bucket as its path");
            } else if (parsed.getRawFragment() != null) {
                wrong.put("url", "must have no fragment");
            }
            return Optional.of(parsed);
        } catch (URISyntaxException noUrl) {
            wrong.put("url", problem);
            return Optional.empty();
        }
    }

    private static Conditions conditions(
            ConditionsForm form, Optional<DependencyType> kind, Map<String, String> wrong) {
        var status = form.status() == null ? List.<@Nullable Integer>of() : form.status();
        var aboutHttp = !status.isEmpty()
                || form.bodyPath() != null
                || form.bodyEquals() != null
                || form.certificateDays() != null;
        if (aboutHttp && kind.isPresent() && kind.get() != DependencyType.HTTP) {
            wrong.put("conditions", "of this type can say maxMs alone");
        }
        if (status.size() > MOST || status.stream().anyMatch(code -> code == null || code < 100 || code > 599)) {
            wrong.put("conditions.status", "must be statuses from 100 to 599, at most " + MOST);
            return Conditions.NONE;
        }
        if (form.bodyPath() != null && !BodyPath.isValid(form.bodyPath())) {
            wrong.put("conditions.bodyPath", "must be like $.a.b[0] or a JSON Pointer");
        }
        if (form.bodyEquals() != null
                && (form.bodyPath() == null || form.bodyEquals().length() > 256)) {
            wrong.put("conditions.bodyEquals", "needs a bodyPath, and has at most 256 characters");
        }
        if (form.maxMs() != null && (form.maxMs() < 1 || form.maxMs() > 30_000)) {
            wrong.put("conditions.maxMs", "must be 1 to 30000");
        }
        if (form.certificateDays() != null && (form.certificateDays() < 1 || form.certificateDays() > 365)) {
            wrong.put("conditions.certificateDays", "must be 1 to 365");
        }
        return new Conditions(
                status.stream().map(Integer.class::cast).toList(),
                form.bodyPath(),
                form.bodyEquals(),
                form.maxMs(),
                form.certificateDays());
    }

    private List<String> needs(Map<String, String> wrong) {
        var given = dependsOn == null ? List.<String>of() : dependsOn;
        if (given.size() > MOST
                || !given.stream()
                        .allMatch(each -> each != null && NAME.matcher(each).matches())) {
            wrong.put("dependsOn", "must be names, at most " + MOST);
            return List.of();
        }
        return given.stream().distinct().toList();
    }

    private static Duration time(
            String field,
            @Nullable String text,
            Duration otherwise,
            Duration shortest,
            Duration longest,
            Map<String, String> wrong) {
        if (text == null) {
            return otherwise;
        }
        var form = TIME.matcher(text);
        if (form.matches()) {
            var count = Long.parseLong(form.group(1));
            var time =
                    switch (form.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    };
            if (time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0) {
                return time;
            }
        }
        wrong.put(field, "must be a time like 500ms, 30s or 5m, from " + words(shortest) + " to " + words(longest));
        return otherwise;
    }

    private static String words(Duration time) {
        return time.toMillis() < 1_000
                ? time.toMillis() + "ms"
                : time.toSeconds() < 3_600 ? time.toSeconds() + "s" : time.toHours() + "h";
    }
}
