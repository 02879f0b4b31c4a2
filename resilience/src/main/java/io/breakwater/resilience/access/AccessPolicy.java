package io.breakwater.resilience.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps administration to the operator and, where keys or OIDC are configured, the API to callers and the operator; that
 * is open on a laptop. The one policy of all paths: a second, by configuration, would cost each request as much again.
 */
@Singleton
final class AccessPolicy implements HttpSecurityPolicy {

    private final boolean closed;

    AccessPolicy(
            ApiKeys keys, @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc) {
        this.closed = keys.configured() || oidc;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        var path = request.normalizedPath();
        if (PathRules.needsOperator(path)) {
            return identity.map(who -> permitted(who.hasRole(Roles.OPERATOR)));
        }
        if (closed && PathRules.needsCaller(path)) {
            return identity.map(who -> permitted(who.hasRole(Roles.CALLER) || who.hasRole(Roles.OPERATOR)));
        }
        return CheckResult.permit();
    }

    private static CheckResult permitted(boolean so) {
        return so ? CheckResult.PERMIT : CheckResult.DENY;
    }
}
