package io.breakwater.resilience.app;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an alert needs to see a dependency go without any traffic. */
@QuarkusTest
class DependencyMetersTest {

    @TestHTTPResource
    URI service;

    @Test
    void aDependencyThatIsAwayIsAZero() {
        // Given
        var http = new RawHttp(service.getPort());

        // When
        await().untilAsserted(() ->
                assertThat(prometheus(http)).contains("breakwater_dependency_up{dependency=\"away-for-ever\"} 0.0"));

        // Then: nobody is the worse for this one
        assertThat(prometheus(http)).contains("breakwater_degradation 0.0");
    }

    @Test
    void whatIsNotConfiguredHasNoSeries() {
        // Given
        var http = new RawHttp(service.getPort());

        // When
        var metrics = prometheus(http);

        // Then
        assertThat(metrics).doesNotContain("dependency=\"redis\"");
    }

    private static String prometheus(RawHttp http) {
        try {
            return http.get("/metrics/prometheus").body();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Configured, never there, and missed by nobody. */
    @Singleton
    static final class AwayForEver implements Dependency {

        @Override
        public String name() {
            return "away-for-ever";
        }

        @Override
        public boolean configured() {
            return true;
        }

        @Override
        public DegradationLevel whenAway() {
            return DegradationLevel.NONE;
        }

        @Override
        public void probe() throws Exception {
            throw new IOException("away");
        }
    }
}
