package io.breakwater.usage;

import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With PostgreSQL it has the counts, and Redis the answers that were read of it. */
@QuarkusTest
@TestProfile(BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class DatabaseContractTest extends UsageContract {}
