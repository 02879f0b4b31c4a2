package io.breakwater.resilience.app;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import io.breakwater.resilience.request.TraceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** What a service's resources look like, for the tests of everything around them. */
@Path("/api/test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TestResource {

    public record Order(@NotNull String item, @Max(10) int amount) {}

    private final Gates gates;

    TestResource(Gates gates) {
        this.gates = gates;
    }

    @GET
    @Path("context")
    public Map<String, String> context() {
        return Map.of(
                "traceId", String.valueOf(TraceId.current()),
                "deadline", Deadline.current().map(Deadline::header).orElse("none"),
                "thread", Thread.currentThread().isVirtual() ? "virtual" : "platform");
    }

    @POST
    @Path("orders")
    public Map<String, Object> order(@NotNull @Valid Order order) {
        return Map.of("item", order.item(), "amount", order.amount());
    }

    @POST
    @Path("bytes")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Map<String, Integer> bytes(byte[] body) {
        return Map.of("length", body.length);
    }

    @GET
    @Path("platforms/{platform}")
    public Map<String, Platform> platform(Platform platform) {
        return Map.of("platform", platform);
    }

    @GET
    @Path("numbers")
    public int number(@QueryParam("n") int n) {
        return n;
    }

    @GET
    @Path("problem")
    public String problem() {
        throw ProblemException.of(ProblemCode.RATE_LIMITED, "Too fast").retryAfter(Duration.ofMillis(1500));
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("select * from secrets where host = '10.1.2.3'");
    }

    @GET
    @Path("open")
    public String open() {
        throw new CircuitBreakerOpenException("breaker");
    }

    @GET
    @Path("gate")
    public String gate() throws InterruptedException {
        gates.pass();
        return "through";
    }

    @GET
    @Path("operators")
    @RolesAllowed("operator")
    public String operators() {
        return "ok";
    }
}
