package io.breakwater.health.suite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the name server which addresses a name stands for. Caches nothing: who asks decides how often. */
@Singleton
final class Names {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final DnsClient dns;

    Names(WatchSettings settings, Vertx vertx) {
        var options = new DnsClientOptions().setQueryTimeout(LIMIT.toMillis());
        settings.nameServer().map(server -> server.split(":", 2)).ifPresent(server -> {
            options.setHost(server[0]);
            options.setPort(server.length > 1 ? Integer.parseInt(server[1]) : 53);
        });
        this.dns = vertx.createDnsClient(options);
    }

    /** Its addresses, as they stand in a URL, in order; empty where nobody answers or knows it. Blocks for seconds at most. */
    Optional<List<String>> addresses(String name) throws InterruptedException {
        var four = dns.resolveA(name);
        var six = dns.resolveAAAA(name);
        var found = new ArrayList<>(await(four));
        await(six).forEach(address -> found.add("[" + address + "]"));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream().distinct().sorted().toList());
    }

    private static List<String> await(Future<List<String>> answer) throws InterruptedException {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(LIMIT.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException nobodyKnows) {
            return List.of();
        }
    }
}
