package io.breakwater.health.suite;

import io.breakwater.resilience.config.SuiteSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows where each service's instances are. A name that nobody answers for now stands for what it last stood for. */
@Singleton
final class Whereabouts {

    private static final String NAME = "dns";

    private final Names names;
    private final int most;
    private final Map<SuiteService, List<URI>> given = new EnumMap<>(SuiteService.class);
    private final Map<SuiteService, URI> own = new EnumMap<>(SuiteService.class);
    private final Map<SuiteService, Set<URI>> known = new EnumMap<>(SuiteService.class);

    Whereabouts(WatchSettings settings, SuiteSettings suite, Names names) {
        this.names = names;
        this.most = settings.maxInstances();
        for (var service : SuiteService.values()) {
            own.put(service, service.address(suite));
            given.put(service, service.instances(settings).orElse(List.of()));
        }
    }

    /** Whether they may ever be elsewhere. */
    boolean change() {
        return given.values().stream().flatMap(List::stream).anyMatch(Whereabouts::isName);
    }

    /** What is known without asking anybody; the service's own address where that is nothing. Never empty. */
    Set<URI> said(SuiteService service) {
        var all = new LinkedHashSet<>(
                given.get(service).stream().filter(entry -> !isName(entry)).toList());
        return all.isEmpty() ? Set.of(own.get(service)) : first(all);
    }

    /** Asks for the names among them. For one thread alone. Blocks for seconds at most. */
    Set<URI> ask(SuiteService service) throws InterruptedException {
        var all = new LinkedHashSet<URI>();
        for (var entry : given.get(service)) {
            if (!isName(entry)) {
                all.add(entry);
                continue;
            }
            var addresses = names.addresses(entry.getHost());
            if (addresses.isEmpty()) {
                return known.getOrDefault(service, said(service));
            }
            var port = entry.getPort() < 0 ? 8080 : entry.getPort();
            addresses.get().forEach(address -> all.add(URI.create("http://" + address + ":" + port)));
        }
        if (!all.isEmpty()) {
            known.put(service, first(all));
        }
        return known.getOrDefault(service, said(service));
    }

    private Set<URI> first(Set<URI> all) {
        return new LinkedHashSet<>(all.stream().limit(most).toList());
    }

    private static boolean isName(URI entry) {
        return NAME.equals(entry.getScheme());
    }
}
