package io.breakwater.health.suite;

import io.breakwater.resilience.config.SuiteSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WhereaboutsTest {

    private final Vertx vertx = Vertx.vertx();
    private final FakeNameServer dns = new FakeNameServer(List.of("127.0.0.2", "127.0.0.1"));

    @AfterEach
    void close() {
        dns.close();
        vertx.close();
    }

    private Whereabouts whereabouts(String usageInstances) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(WatchSettings.class)
                .withMapping(SuiteSettings.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(Map.of(
                        "breakwater.watch.usage-service-instances",
                        usageInstances,
                        "breakwater.watch.name-server",
                        dns.address(),
                        "breakwater.watch.max-instances",
                        "3"))
                .build();
        var settings = config.getConfigMapping(WatchSettings.class);
        return new Whereabouts(settings, config.getConfigMapping(SuiteSettings.class), new Names(settings, vertx));
    }

    @Test
    void aListIsEveryInstance() {
        // When
        var whereabouts = whereabouts("http://127.0.0.1:1,http://127.0.0.1:2");
        // Then
        assertThat(whereabouts.said(SuiteService.USAGE))
                .isEqualTo(Set.of(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2")));
        assertThat(whereabouts.change()).isFalse();
        assertThat(whereabouts.said(SuiteService.AI_REPLY)).hasSize(1);
    }

    @Test
    void aNameIsAllItsAddressesAsTheyComeAndGo() throws InterruptedException {
        // Given
        var whereabouts = whereabouts("dns://usage.example.test:8080");
        assertThat(whereabouts.change()).isTrue();
        assertThat(whereabouts.said(SuiteService.USAGE)).hasSize(1);
        assertThat(whereabouts.ask(SuiteService.USAGE))
                .isEqualTo(Set.of(URI.create("http://127.0.0.1:8080"), URI.create("http://127.0.0.2:8080")));
        // When
        dns.answer(List.of("127.0.0.3"));
        // Then
        assertThat(whereabouts.ask(SuiteService.USAGE)).isEqualTo(Set.of(URI.create("http://127.0.0.3:8080")));
    }

    @Test
    void aNameServerThatIsAwayChangesNothing() throws InterruptedException {
        // Given
        var whereabouts = whereabouts("dns://usage.example.test:8080");
        var before = whereabouts.ask(SuiteService.USAGE);
        // When
        dns.fallSilent();
        // Then
        assertThat(whereabouts.ask(SuiteService.USAGE)).isEqualTo(before).hasSize(2);
    }

    @Test
    void moreThanMayBeWatchedAreNot() throws InterruptedException {
        // Given
        dns.answer(List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"));
        // When
        var found = whereabouts("dns://usage.example.test:8080").ask(SuiteService.USAGE);
        // Then
        assertThat(found).hasSize(3);
    }
}
