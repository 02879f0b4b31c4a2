package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.ModelResource;
import io.breakwater.aireply.testing.ModelServer;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.aireply.testing.UsageResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.hamcrest.Matchers.is;

/** With ENABLE_FALLBACKS=false a missing dependency is an error. */
@QuarkusTest
@TestProfile(FallbacksOffTest.Off.class)
class FallbacksOffTest {

    @ModelServer
    WireMockServer model;

    public static final class Off implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ENABLE_FALLBACKS", "false", "breakwater.data-dir", "target/test-data/fallbacks-off");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ModelResource.class), new TestResourceEntry(UsageResource.class));
        }
    }

    @Test
    void aFailingModelIsAProblem() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(500));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.statusCode(502)
                .contentType("application/problem+json")
                .body("code", is("upstream-error"))
                .body("retryable", is(true));
    }

    @Test
    void aRefusingModelIsAProblem() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(401));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.statusCode(502).body("code", is("upstream-refused"));
    }
}
