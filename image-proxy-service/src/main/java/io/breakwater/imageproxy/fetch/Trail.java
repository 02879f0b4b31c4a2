package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.guard.Guard;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
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
    private final Connections connections;
    private final FetchSettings settings;
    private final InstantSource clock;

    Trail(Guard guard, Connections connections, FetchSettings settings, InstantSource clock) {
        this.guard = guard;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    FetchedImage follow(ImageUrl start, Instant deadline) throws FetchFailure, InterruptedException {
        var url = start;
        for (int hop = 0; hop <= settings.maxRedirects(); hop++) {
            switch (ask(url, addresses(url, hop > 0, deadline), deadline)) {
                case Answer.Redirect(var location) -> url = url.redirectedTo(location);
                case Answer.Body body -> {
                    return image(body);
                }
            }
        }
        throw Reason.REDIRECT_LIMIT.failure();
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

    private Answer ask(ImageUrl url, List<InetAddress> addresses, Instant deadline)
            throws FetchFailure, InterruptedException {
        var last = Reason.UNRESOLVABLE.failure();
        for (var address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
            try {
                return connections.get(url, address, left(deadline));
            } catch (FetchFailure failed) {
                if (failed.reason() != Reason.CONNECT_FAILED && failed.reason() != Reason.NO_WAY_OUT) {
                    throw failed;
                }
                last = failed;
            }
        }
        throw last;
    }

    private FetchedImage image(Answer.Body body) throws FetchFailure {
        var image = RasterImage.read(Gunzip.decode(body.bytes(), body.encoding(), settings.maxBytes()));
        if (!body.lengthKnown() && !image.ended()) {
            throw Reason.TRUNCATED.failure();
        }
        return new FetchedImage(image, body.freshness());
    }

    private Duration left(Instant deadline) throws FetchFailure {
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw Reason.TIMEOUT.failure();
        }
        return left;
    }
}
