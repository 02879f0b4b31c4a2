package io.breakwater.resilience.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the API to callers and the operator, where keys or OIDC are configured; open on a laptop. */
@Singleton
final class CallerPolicy implements HttpSecurityPolicy {

    private final boolean closed;

    CallerPolicy(
            ApiKeys keys, @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc) {
        this.closed = keys.configured() || oidc;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (!closed || !ApiPath.needsCaller(request.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.map(who ->
                who.hasRole(Roles.CALLER) || who.hasRole(Roles.OPERATOR) ? CheckResult.PERMIT : CheckResult.DENY);
    }
}
