package io.breakwater.usage;

import io.quarkus.test.junit.QuarkusTest;

/** With no database the local store has the counts. */
@QuarkusTest
class StandaloneContractTest extends UsageContract {}
