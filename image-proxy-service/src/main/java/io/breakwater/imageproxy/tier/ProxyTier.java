package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.HostPattern;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Services that fetch images for others. */
@Singleton
final class ProxyTier implements Tier {

    static final int MOST = 2;

    private static final String PLACE = "{url}";

    private final List<Rule> rules;

    private record Rule(List<HostPattern> hosts, String template) {}

    ProxyTier(TierSettings settings) {
        this.rules = new TreeMap<>(settings.proxy())
                .values().stream()
                        .map(rule -> new Rule(HostPattern.parseAll(rule.hosts()), rule.url()))
                        .toList();
        rules.forEach(rule -> check(rule.template()));
    }

    private static void check(String template) {
        if (!template.contains(PLACE)
                || filled(template, "https://example.com/").isEmpty()) {
            throw new IllegalArgumentException("no http or https URL with " + PLACE + " in it: " + template);
        }
    }

    @Override
    public TierName name() {
        return TierName.PROXY;
    }

    @Override
    public List<ImageUrl> places(ImageUrl url) {
        return rules.stream()
                .filter(rule -> rule.hosts().stream().anyMatch(hosts -> hosts.matches(url.host())))
                .flatMap(rule -> filled(rule.template(), url.toString()).stream())
                .limit(MOST)
                .toList();
    }

    /** wsrv.nl says 404 where its own source said 403: a proxy that has no image does not know that there is none. */
    @Override
    public Reason meaning(Reason said) {
        return said == Reason.NOT_FOUND ? Reason.UPSTREAM_REFUSED : said;
    }

    /** Empty where it grew too long for a URL. */
    private static Optional<ImageUrl> filled(String template, String url) {
        try {
            return Optional.of(ImageUrl.parse(template.replace(PLACE, URLEncoder.encode(url, StandardCharsets.UTF_8))));
        } catch (FetchFailure noUrl) {
            return Optional.empty();
        }
    }
}
