package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One thing that stands out in a record.
 *
 * @param subject what it is about: a vital or a warning sign
 * @param level {@code unknown} where it could not be judged
 * @param measured the value and its unit, as it was understood
 * @param range the published range that it was compared with
 * @param source who published that
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String subject,
        RiskLevel level,
        String text,
        @Nullable String measured,
        @Nullable String range,
        @Nullable String source) {

    /** Something that could not be judged, and why. */
    public static Finding notAssessed(String subject, String why) {
        return new Finding(subject, RiskLevel.UNKNOWN, why, null, null, null);
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "Finding[" + level + "]";
    }
}
