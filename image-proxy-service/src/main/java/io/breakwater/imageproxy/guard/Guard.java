package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Decides what may be connected to. Every hop asks, and connects to an address that this gave out for this hop, never to
 * a name: between the check and the connection nothing is looked up again.
 */
@Singleton
public class Guard {

    private static final Logger LOG = Logger.getLogger(Guard.class);

    private final GuardSettings settings;
    private final Resolver resolver;
    private final HostRules hosts;
    private final List<Range> allowedRanges;
    private final List<Range> refusedRanges;

    @Inject
    Guard(GuardSettings settings, DnsResolver resolver) {
        this(settings, (Resolver) resolver);
    }

    Guard(GuardSettings settings, Resolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
        this.allowedRanges = Range.parseAll(settings.allowedRanges().orElse(List.of()));
        this.refusedRanges = Range.parseAll(settings.refusedRanges().orElse(List.of()));
        this.hosts = new HostRules(settings.allowedHosts().orElse(List.of()), !allowedRanges.isEmpty());
        if (!allowedRanges.isEmpty()) {
            LOG.warnf(
                    "event=guard-opened special address ranges may be fetched from: ranges=%s",
                    settings.allowedRanges().get());
        }
    }

    /**
     * Looks at all that can be told without a look-up.
     *
     * @throws FetchFailure {@link Reason#URL_REFUSED}
     */
    public void check(ImageUrl url) throws FetchFailure {
        if (!settings.ports().contains(url.port()) || !hosts.admit(url.host())) {
            throw Reason.URL_REFUSED.failure();
        }
        var literal = url.host().literal();
        if (literal.isPresent() && !admit(literal.get())) {
            throw Reason.URL_REFUSED.failure();
        }
    }

    /**
     * The addresses that may be connected to for this URL, at least one. One address that may not spoils them all: such
     * a name is made to get at it sooner or later.
     *
     * @throws FetchFailure {@link Reason#URL_REFUSED}, or why the name has no address
     */
    public List<InetAddress> admit(ImageUrl url, Duration limit) throws FetchFailure, InterruptedException {
        check(url);
        var literal = url.host().literal();
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        var shorter = limit.compareTo(settings.lookupLimit()) < 0 ? limit : settings.lookupLimit();
        var addresses = resolver.resolve(url.host().text(), shorter);
        if (!addresses.stream().allMatch(this::admit)) {
            throw Reason.URL_REFUSED.failure();
        }
        return addresses;
    }

    private boolean admit(InetAddress address) {
        return !in(refusedRanges, address) && (!SpecialRanges.contains(address) || in(allowedRanges, address));
    }

    private static boolean in(List<Range> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
