package io.breakwater.usage;

import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.breakwater.resilience.testing.TcpRelay;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** With PostgreSQL and Redis configured: used while they are there, done without while they are not. */
@QuarkusTest
@TestProfile(DatabaseAndRedisTest.BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class DatabaseAndRedisTest {

    /** The contract's own time to be back in. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    @Fixture
    EmbeddedPostgresServer postgres;

    @Fixture
    EmbeddedRedisServer redis;

    private TcpRelay database;
    private TcpRelay cache;

    public static final class BreakersOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.fault-tolerance.global.circuit-breaker.enabled", "true",
                    "OPERATOR_PASSWORD", "secret");
        }
    }
}
