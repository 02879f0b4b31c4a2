package io.breakwater.usage.query;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.counting.UsageReader;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells what was counted. A user never seen used nothing. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@RunOnVirtualThread
final class UsageResource {

    private final UsageReader reader;
    private final InstantSource clock;

    UsageResource(UsageReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Path("/{platform}/{user}")
    @Operation(summary = "What a user used on a platform")
    public UsageAnswer usage(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @Parameter(description = "A month, day or hour in UTC; this month if left out", example = "2026-11")
                    @QueryParam("period")
                    @Nullable
                    String period) {
        return answer(platform, user, period(period));
    }

    @GET
    @Path("/{user}")
    @Operation(summary = "What a user used on all platforms")
    public List<UsageAnswer> everywhere(
            @Parameter(example = "testuser") UserId user,
            @Parameter(description = "A month, day or hour in UTC; this month if left out", example = "2026-11")
                    @QueryParam("period")
                    @Nullable
                    String period) {
        var asked = period(period);
        return Arrays.stream(Platform.values())
                .map(platform -> answer(platform, user, asked))
                .toList();
    }

    @GET
    @Path("/{platform}/{user}/history")
    @Operation(
            summary = "What a user used on a platform over time",
            description = "One point for each period, the empty ones too, at most " + Span.MOST + ".")
    public HistoryAnswer history(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @Parameter(description = "hour, day or month; day if left out", example = "day")
                    @QueryParam("window")
                    @Nullable
                    String window,
            @Parameter(
                            description = "The first period; 24 hours, 31 days or 12 months are told if left out",
                            example = "2026-11-01")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "The last period, included; the one that is now if left out",
                            example = "2026-11-22")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        var account = new Account(platform, user);
        var span = Span.of(window == null ? Window.DAY : Window.parse(window), from, to, clock.instant());
        return HistoryAnswer.of(account, span, reader.history(account, span.first(), span.last()));
    }

    private UsageAnswer answer(Platform platform, UserId user, Period period) {
        var account = new Account(platform, user);
        return UsageAnswer.of(account, period, reader.read(account, period));
    }

    private Period period(@Nullable String given) {
        return given == null ? Period.monthOf(clock.instant()) : Period.parse(given);
    }
}
