package io.breakwater.resilience.testing;

import java.util.Map;

/** A PostgreSQL for a {@code @QuarkusTest}, named in {@code DATABASE_URL}; {@link Fixture.Kind#POSTGRES}. */
public final class PostgresTestResource extends ServerTestResource<EmbeddedPostgresServer> {

    public PostgresTestResource() {
        super(Fixture.Kind.POSTGRES);
    }

    @Override
    EmbeddedPostgresServer started() {
        return EmbeddedPostgresServer.started();
    }

    @Override
    Map<String, String> settings(EmbeddedPostgresServer server, int relayPort) {
        return Map.of("DATABASE_URL", server.databaseUrl(relayPort));
    }
}
