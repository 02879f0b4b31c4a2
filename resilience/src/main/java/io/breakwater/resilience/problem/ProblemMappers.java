package io.breakwater.resilience.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a {@link Problem} of whatever a resource throws. */
@Singleton
public final class ProblemMappers {

    private final CurrentVertxRequest current;
    private final ProblemWriter writer;

    ProblemMappers(CurrentVertxRequest current, ProblemWriter writer) {
        this.current = current;
        this.writer = writer;
    }

    // The specific types are named because Quarkus brings a mapper of its own for each, and the nearest type wins.
    @ServerExceptionMapper({
        Throwable.class,
        ProblemException.class,
        JsonProcessingException.class,
        JsonMappingException.class,
        MismatchedInputException.class,
        ValidationException.class,
        ConstraintViolationException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    Response toResponse(Throwable failure) {
        return response(Failures.toProblem(failure)).build();
    }

    /** A parameter that cannot be read reaches us as a resource that was not found. */
    @ServerExceptionMapper
    Response toResponse(NotFoundException failure) {
        var cause = failure.getCause();
        var problem =
                switch (cause) {
                    case null -> Failures.toProblem(failure);
                    case ProblemException told -> told;
                    case Throwable _ ->
                        ProblemException.of(ProblemCode.VALIDATION, "A parameter is not of the expected form");
                };
        return response(problem).build();
    }

    @ServerExceptionMapper
    Response toResponse(WebApplicationException failure) {
        if (failure.getResponse().getStatus() < 400) {
            return failure.getResponse();
        }
        var response =
                response(failure.getCause() instanceof ProblemException told ? told : Failures.toProblem(failure));
        return failure instanceof NotAllowedException
                ? response.header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.ofCurrentRequest()))
                        .build()
                : response.build();
    }

    private Response.ResponseBuilder response(ProblemException failure) {
        var answer = writer.answer(current.getCurrent().request(), failure);
        var response = Response.status(failure.code().status()).entity(answer.body());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response;
    }
}
