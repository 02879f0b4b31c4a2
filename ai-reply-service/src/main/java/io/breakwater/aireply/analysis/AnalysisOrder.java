package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.aireply.local.LanguageTag;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for an analysis that may be worked on.
 *
 * @param user whose record it is; empty where the caller did not say
 * @param history earlier records, at most 100
 * @param language to answer in, where one is asked for
 */
record AnalysisOrder(
        RecordId id, Optional<UserId> user, HealthRecord record, List<JsonNode> history, Optional<Locale> language) {

    private static final int MOST_HISTORY = 100;

    AnalysisOrder {
        history = List.copyOf(history);
        if (history.size() > MOST_HISTORY) {
            throw ProblemException.invalid("userHistory", "must have at most 100 entries");
        }
    }

    /** @throws ProblemException that names the first field that is wrong */
    static AnalysisOrder of(String id, @Nullable AnalysisRequest request) {
        var recordId = new RecordId(id);
        if (request == null) {
            return new AnalysisOrder(recordId, Optional.empty(), HealthRecord.of(null), List.of(), Optional.empty());
        }
        return new AnalysisOrder(
                recordId,
                Optional.ofNullable(request.userId()).map(AnalysisOrder::user),
                HealthRecord.of(request.record()),
                request.userHistory() == null
                        ? List.of()
                        : request.userHistory().stream()
                                .filter(Objects::nonNull)
                                .toList(),
                Optional.ofNullable(request.language()).map(LanguageTag::parse));
    }

    /** Who is limited: the user, or where none is named, the record as if it were one. */
    String limited() {
        return user.map(UserId::value).orElseGet(() -> "record:" + id.value());
    }

    private static UserId user(String userId) {
        try {
            return new UserId(userId);
        } catch (ProblemException invalid) {
            // The field has another name here than in a path.
            throw ProblemException.invalid("userId", "must be 1 to 128 characters of A-Z a-z 0-9 . _ - @ :");
        }
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "AnalysisOrder[hidden]";
    }
}
