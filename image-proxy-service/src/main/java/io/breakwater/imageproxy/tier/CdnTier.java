package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.url.Host;
import io.breakwater.imageproxy.url.HostPattern;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeMap;

/**
 * Other hosts of the same CDN. Path and query stay as they are to the letter: signatures cover them, and changing any of
 * it would make the other host refuse too.
 */
@Singleton
final class CdnTier implements Tier {

    static final int MOST = 3;

    private final List<Rule> rules;

    private record Rule(List<HostPattern> hosts, List<Host> alternates) {}

    CdnTier(TierSettings settings) {
        this.rules = new TreeMap<>(settings.cdn())
                .values().stream()
                        .map(rule -> new Rule(
                                HostPattern.parseAll(rule.hosts()),
                                rule.alternates().orElse(List.of()).stream()
                                        .map(CdnTier::host)
                                        .toList()))
                        .toList();
    }

    @Override
    public TierName name() {
        return TierName.CDN;
    }

    @Override
    public List<ImageUrl> places(ImageUrl url) {
        return rules.stream()
                .filter(rule -> rule.hosts().stream().anyMatch(hosts -> hosts.matches(url.host())))
                .findFirst()
                .stream()
                .flatMap(rule -> rule.alternates().stream())
                .filter(host -> !host.equals(url.host()))
                .distinct()
                .limit(MOST)
                .map(url::at)
                .toList();
    }

    private static Host host(String text) {
        try {
            return Host.parse(text.strip());
        } catch (FetchFailure noHost) {
            throw new IllegalArgumentException("no host: " + text, noHost);
        }
    }
}
