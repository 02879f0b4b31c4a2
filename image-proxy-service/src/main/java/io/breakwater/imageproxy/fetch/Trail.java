package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.guard.Guard;
import io.breakwater.imageproxy.host.Hosts;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Follows a URL to its image: each hop through the guard, each within what is left of the time. */
@Singleton
class Trail {

    /** A host whose first address is dead often has another; more than one second chance would eat up the time. */
    private static final int MAX_ADDRESSES = 2;

    private final Guard guard;
    private final Connector connector;
    private final Hosts hosts;
    private final FetchSettings settings;
    private final InstantSource clock;

    @Inject
    Trail(Guard guard, Connections connections, Hosts hosts, FetchSettings settings, InstantSource clock) {
        this(guard, (Connector) connections, hosts, settings, clock);
    }

    Trail(Guard guard, Connector connector, Hosts hosts, FetchSettings settings, InstantSource clock) {
        this.guard = guard;
        this.connector = connector;
        this.hosts = hosts;
        this.settings = settings;
        this.clock = clock;
    }

    FetchedImage follow(ImageUrl start, Instant deadline) throws FetchFailure, InterruptedException {
        var url = start;
        var order = FetchOrder.of(start);
        for (int hop = 0; hop <= settings.maxRedirects(); hop++) {
            var atHome = url.host().text().equals(start.host().text());
            switch (atHome ? ask(url, hop > 0, order, deadline) : askElsewhere(url, order, deadline)) {
                case Answer.Redirect(var location) -> url = url.redirectedTo(location);
                case Answer.Body body -> {
                    return image(body, atHome);
                }
                case Answer.Unchanged(var known, var freshness, var validators) -> {
                    return new FetchedImage(known.image(), freshness, validators);
                }
            }
        }
        throw Reason.REDIRECT_LIMIT.failure();
    }

    /** A host that was redirected to has its own breaker and permits, and its failures are not those of the first one. */
    private Answer askElsewhere(ImageUrl url, FetchOrder order, Instant deadline)
            throws FetchFailure, InterruptedException {
        try {
            return hosts.at(url.host().text(), deadline, Answer.class, () -> ask(url, true, order, deadline));
        } catch (FetchFailure failed) {
            throw failed.elsewhere();
        }
    }

    private List<InetAddress> addresses(ImageUrl url, boolean redirected, Instant deadline)
            throws FetchFailure, InterruptedException {
        try {
            return guard.admit(url, left(deadline));
        } catch (FetchFailure refused) {
            // Not the caller's URL was wrong but where its server points.
            throw redirected && refused.reason() == Reason.URL_REFUSED ? Reason.REDIRECT_REFUSED.failure() : refused;
        }
    }

    private Answer ask(ImageUrl url, boolean redirected, FetchOrder order, Instant deadline)
            throws FetchFailure, InterruptedException {
        var addresses = addresses(url, redirected, deadline);
        var last = Reason.UNRESOLVABLE.failure();
        for (var address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
            try {
                return connector.get(url, address, order, left(deadline));
            } catch (FetchFailure failed) {
                if (failed.reason() != Reason.CONNECT_FAILED && failed.reason() != Reason.NO_WAY_OUT) {
                    throw failed;
                }
                last = failed;
            }
        }
        throw last;
    }

    private FetchedImage image(Answer.Body body, boolean atHome) throws FetchFailure {
        try (var _ = body.lease()) {
            return image(body);
        } catch (FetchFailure failed) {
            throw atHome ? failed : failed.elsewhere();
        }
    }

    private FetchedImage image(Answer.Body body) throws FetchFailure {
        var image = RasterImage.read(Gunzip.decode(body, settings.maxBytes()));
        if (!body.lengthKnown() && !image.ended()) {
            throw Reason.TRUNCATED.failure();
        }
        return new FetchedImage(image, body.freshness(), body.validators());
    }

    private Duration left(Instant deadline) throws FetchFailure {
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw Reason.TIMEOUT.failure();
        }
        return left;
    }
}
