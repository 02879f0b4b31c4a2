package io.breakwater.health.registered.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer has to be like.
 *
 * @param status which HTTP statuses are well; 200 to 299 where none is given
 * @param bodyPath where in a JSON body something has to be: {@code $.a.b[0]} or a JSON Pointer, {@code /a/b/0}
 * @param bodyEquals what has to be there, as text; where it is absent anything but null will do
 * @param maxMs slower than this is degraded
 * @param certificateDays fewer days than this until the certificate ends is degraded
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Conditions(
        List<Integer> status,
        @Nullable String bodyPath,
        @Nullable String bodyEquals,
        @Nullable Integer maxMs,
        @Nullable Integer certificateDays) {

    public static final Conditions NONE = new Conditions(List.of(), null, null, null, null);

    public Conditions {
        status = List.copyOf(status);
    }

    boolean expects(int code) {
        return status.isEmpty() ? code / 100 == 2 : status.contains(code);
    }
}
