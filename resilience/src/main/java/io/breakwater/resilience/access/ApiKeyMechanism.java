package io.breakwater.resilience.access;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by their {@code X-API-Key}. It is also the first that is asked for a challenge, so that an answer to
 * somebody without credentials is a problem like every other.
 */
@Singleton
final class ApiKeyMechanism implements HttpAuthenticationMechanism {

    static final String HEADER = "X-API-Key";

    /** Above Basic (2000) and OIDC. */
    private static final int FIRST = 3_000;

    private final ApiKeys keys;
    private final ProblemWriter problems;

    ApiKeyMechanism(ApiKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    public Uni<@Nullable SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var key = context.request().getHeader(HEADER);
        if (key == null || !keys.configured()) {
            return Uni.createFrom().nullItem();
        }
        return keys.callerOf(key)
                .<Uni<@Nullable SecurityIdentity>>map(caller -> Uni.createFrom().item(identity(caller)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    private static SecurityIdentity identity(ApiKey caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRole(Roles.CALLER)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        problems.write(context, ProblemException.of(ProblemCode.UNAUTHORIZED, "This needs valid credentials"));
        return Uni.createFrom().item(true);
    }

    @Override
    public int getPriority() {
        return FIRST;
    }
}
