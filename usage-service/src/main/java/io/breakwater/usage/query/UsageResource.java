package io.breakwater.usage.query;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.counting.Account;
import io.breakwater.usage.counting.UsageReader;
import io.breakwater.usage.period.Period;
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

    private UsageAnswer answer(Platform platform, UserId user, Period period) {
        var account = new Account(platform, user);
        return UsageAnswer.of(account, period, reader.read(account, period));
    }

    private Period period(@Nullable String given) {
        return given == null ? Period.monthOf(clock.instant()) : Period.parse(given);
    }
}
