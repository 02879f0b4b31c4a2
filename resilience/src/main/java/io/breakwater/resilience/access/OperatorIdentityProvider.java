package io.breakwater.resilience.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Knows one user by name and password: the operator. */
@Singleton
final class OperatorIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private final OperatorPassword password;

    OperatorIdentityProvider(OperatorPassword password) {
        this.password = password;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        var matches = password.matches(request.getPassword().getPassword());
        if (!matches || !Roles.OPERATOR.equals(request.getUsername())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(Roles.OPERATOR))
                        .addRole(Roles.OPERATOR)
                        .build());
    }
}
