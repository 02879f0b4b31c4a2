package io.breakwater.usage.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.counting.Outcome;
import io.breakwater.usage.counting.UsageEvent;
import io.breakwater.usage.counting.UsageRecorder;
import io.breakwater.usage.ledger.LedgerTally;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes batches of events in. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@RunOnVirtualThread
final class BatchResource {

    static final String MEDIA_TYPE = "application/cloudevents-batch+json";

    private static final int MOST = 1_000;

    private final CloudEvents cloudEvents;
    private final UsageRecorder recorder;
    private final LedgerTally tally;

    BatchResource(CloudEvents cloudEvents, UsageRecorder recorder, LedgerTally tally) {
        this.cloudEvents = cloudEvents;
        this.recorder = recorder;
        this.tally = tally;
    }

    @POST
    @Path("/events")
    @Consumes(MEDIA_TYPE)
    @Operation(
            summary = "Counts up to 1,000 increments, each exactly once and each by itself",
            description =
                    "A batch of CloudEvents 1.0. source and id together are an event's key. A batch whose answer was"
                            + " lost is simply sent again.")
    @RequestBody(content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(examples = """
                    [{"specversion": "1.0", "type": "io.breakwater.usage.increment", "source": "/feed", "id": "a1",
                      "time": "2026-11-22T10:00:00Z",
                      "data": {"platform": "linkedin", "user": "testuser", "metric": "requests", "amount": 1}}]
                    """)))
    @APIResponse(
            responseCode = "200",
            description = "Each event was accepted, a duplicate or rejected",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "The same; some are kept in the local journal while the database is away",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @APIResponse(responseCode = "400", description = "The body is no batch")
    @APIResponse(responseCode = "413", description = "More than 1,000 events, or more than 1 MiB")
    public Response count(@Nullable JsonNode batch) {
        if (batch == null || !batch.isArray()) {
            throw ProblemException.invalid("batch", "must be an array of events");
        }
        if (batch.size() > MOST) {
            throw ProblemException.of(ProblemCode.PAYLOAD_TOO_LARGE, "A batch has at most " + MOST + " events");
        }
        var valid = new TreeMap<Integer, UsageEvent>();
        var results = new ArrayList<BatchAnswer.@Nullable Result>();
        for (var event : batch) {
            results.add(read(event, results.size(), valid));
        }
        var outcomes = valid.isEmpty() ? List.<Outcome>of() : recorder.recordAll(List.copyOf(valid.values()));
        var next = outcomes.iterator();
        valid.keySet()
                .forEach(place ->
                        results.set(place, BatchAnswer.Result.of(CloudEvents.id(batch.get(place)), next.next())));
        var reason = reason(outcomes);
        return Response.status(reason.isPresent() ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(BatchAnswer.of(
                        results.stream().map(BatchResource::settled).toList(), reason))
                .build();
    }

    /** Why it is rejected at once; null for a valid one, which is put to its place. */
    private BatchAnswer.@Nullable Result read(JsonNode event, int place, TreeMap<Integer, UsageEvent> valid) {
        try {
            valid.put(place, cloudEvents.read(event));
            return null;
        } catch (ProblemException invalid) {
            tally.rejected();
            return BatchAnswer.Result.rejected(CloudEvents.id(event), invalid);
        }
    }

    private static BatchAnswer.Result settled(BatchAnswer.@Nullable Result result) {
        if (result == null) {
            throw new IllegalStateException("the store did not answer for an event");
        }
        return result;
    }

    private static Optional<ProblemCode> reason(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Journaled.class::isInstance)
                .map(Outcome.Journaled.class::cast)
                .map(Outcome.Journaled::reason)
                .findFirst();
    }
}
